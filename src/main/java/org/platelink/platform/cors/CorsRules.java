package org.platelink.platform.cors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;

/**
 * CORS rules: what the page of another site may read. Everyone may read what is the same for everyone: the public
 * documents, and whatever is answered without a token. The named origins and those of registered apps may read the
 * rest. Nobody is identified by a cookie here, so credentials are never allowed.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class CorsRules {

    /** Paths that are read with GET, and are the same whoever reads them. */
    private static final List<String> PUBLIC =
            List.of("/fhir/metadata", "/fhir/.well-known", "/.well-known", "/ig", "/registry", "/oauth2/jwks");

    private static final List<String> OF_CLIENTS = List.of("/fhir", "/oauth2", "/.well-known", "/intake", "/export");

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> ALL_METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final long REMEMBERED_SECONDS = 600;

    /** Response headers that a page may read, beyond those that it may always read. */
    private static final List<String> EXPOSED = List.of(
            "ETag",
            "Location",
            "Content-Location",
            "Last-Modified",
            "Retry-After",
            "X-Request-ID",
            "X-Progress",
            "Expires",
            "Link",
            "Allow",
            "Preference-Applied",
            "WWW-Authenticate");

    private final Set<String> origins;
    private final CorsConfiguration everyone;
    private final CorsConfiguration named;
    private final AppOrigins apps;

    CorsRules(List<String> origins, AppOrigins apps) {
        this.origins = Set.copyOf(origins);
        this.apps = apps;
        this.everyone = of(List.of(CorsConfiguration.ALL), List.copyOf(READING));
        this.named = of(origins, ALL_METHODS);
    }

    private static CorsConfiguration of(List<String> origins, List<String> methods) {
        CorsConfiguration rule = new CorsConfiguration();
        rule.setAllowedOrigins(origins);
        rule.setAllowedMethods(methods);
        rule.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rule.setExposedHeaders(EXPOSED);
        rule.setAllowCredentials(false);
        rule.setMaxAge(REMEMBERED_SECONDS);
        return rule;
    }

    /**
     * The rule for a request, or for the one that a preflight announces; null if no rule allows it to be read
     * elsewhere.
     */
    @Nullable
    CorsConfiguration of(HttpServletRequest request) {
        boolean isPreflight = CorsUtils.isPreFlightRequest(request);
        String method =
                isPreflight ? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) : request.getMethod();
        boolean isOfClients = isBelow(OF_CLIENTS, request.getRequestURI());
        boolean isPublic = isBelow(PUBLIC, request.getRequestURI());
        if (READING.contains(method) && (isPublic || isOfClients && !showsToken(request, isPreflight))) {
            return everyone;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!isOfClients || origin == null || !ALL_METHODS.contains(method)) {
            return null;
        }
        if (origins.contains(origin)) {
            return named;
        }
        return apps.includes(origin) ? of(List.of(origin), ALL_METHODS) : null;
    }

    private static boolean showsToken(HttpServletRequest request, boolean isPreflight) {
        if (!isPreflight) {
            return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        }
        String announced = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        return announced != null
                && Arrays.stream(announced.toLowerCase(Locale.ROOT).split(","))
                        .anyMatch(name -> name.trim().equals("authorization"));
    }

    private static boolean isBelow(List<String> paths, String path) {
        return paths.stream()
                .anyMatch(one ->
                        path.startsWith(one) && (path.length() == one.length() || path.charAt(one.length()) == '/'));
    }
}
