package org.platelink.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that shows a signed-in user's browser an HTML page at the FHIR URL of a resource or a search. All other
 * requests get the FHIR answer as before.
 */
final class ResourcePages extends OncePerRequestFilter {

    private static final Pattern ADDRESS = Pattern.compile(
            "/fhir(?<rest>/[A-Z][A-Za-z]+(?:/[A-Za-z0-9.-]{1,64}(?:/_history/(?<version>[A-Za-z0-9.-]{1,64}))?)?)?");

    private final String policy;

    /**
     * @param policy the Content Security Policy of the pages
     */
    ResourcePages(String policy) {
        this.policy = policy;
    }

    /** Whether a browser requests a URL for which there is such a page. */
    static boolean areWanted(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && request.getRequestURI().startsWith("/fhir")
                && DeskSecurity.wantsPage(request)
                && request.getParameter("_format") == null
                && address(request) != null;
    }

    private static @Nullable String address(HttpServletRequest request) {
        Matcher matcher = ADDRESS.matcher(request.getRequestURI());
        if (!matcher.matches()) {
            return null;
        }
        String rest = matcher.group("rest");
        if (rest == null) {
            return request.getParameter("_getpages") == null ? null : "/desk/resources";
        }
        String version = matcher.group("version");
        return version == null
                ? "/desk/resources" + rest
                : "/desk/resources" + rest.substring(0, rest.indexOf("/_history/")) + "?version=" + version;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = areWanted(request) && CurrentUser.find(request).isPresent() ? address(request) : null;
        if (address == null) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Content-Security-Policy", policy);
            request.getRequestDispatcher(address).forward(request, response);
        }
    }
}
