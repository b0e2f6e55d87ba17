package org.platelink.security.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/** Names the route of a request from a small set of names that contain no text from the request. */
final class Routes {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT");
    private static final Set<String> DOORS = Set.of(
            "fhir",
            "ig",
            "registry",
            "intake",
            "export",
            "admin",
            "actuator",
            "oauth2",
            ".well-known",
            "error",
            "desk");
    private static final String FOUND = Routes.class.getName();

    private Routes() {}

    /** Sets the route of a FHIR request once its interaction is known, such as {@code search-type ResearchStudy}. */
    static void mark(HttpServletRequest http, String interaction, String type) {
        http.setAttribute(FOUND, interaction + (type.isEmpty() ? "" : " " + type));
    }

    static String of(HttpServletRequest http) {
        if (http.getAttribute(FOUND) instanceof String found) {
            return found;
        }
        String method = METHODS.contains(http.getMethod()) ? http.getMethod() : "another method";
        if (http.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return method + " " + pattern;
        }
        String[] steps = http.getRequestURI().split("/", 3);
        return method + " /" + (steps.length > 1 && DOORS.contains(steps[1]) ? steps[1] + "/…" : "…");
    }
}
