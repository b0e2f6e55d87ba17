package org.platelink.platform.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat valve that sets the security headers (Content-Security-Policy, HSTS, nosniff and others) on every response.
 * As a valve of the engine it also covers the responses that no servlet filter sees: those to requests that are not
 * HTTP, and those that fail before a web application is found.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html">OWASP, HTTP headers</a>
 */
final class AnswerHeaders extends ValveBase {

    private static final String POLICY = "Content-Security-Policy";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    /**
     * Strict-Transport-Security for a year, sent where this server terminates TLS. Where a proxy does, the header is
     * the proxy's to set.
     */
    private static final String HSTS = "max-age=31536000; includeSubDomains";

    private final List<PagePolicy> pages;

    AnswerHeaders(List<PagePolicy> pages) {
        super(true);
        this.pages = List.copyOf(pages);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Map<String, String> headers = headers(request.getRequestURI(), request.isSecure());
        headers.forEach(response::setHeader);
        getNext().invoke(request, response);
        // A response that was reset has lost them.
        if (!response.isCommitted() && !response.containsHeader(POLICY)) {
            headers.forEach(response::setHeader);
        }
    }

    Map<String, String> headers(@Nullable String path, boolean secure) {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        headers.put(
                POLICY,
                pages.stream()
                        .filter(page -> path != null && page.covers(path))
                        .findFirst()
                        .map(PagePolicy::policy)
                        .orElse(PagePolicy.OF_DATA));
        if (secure) {
            headers.put("Strict-Transport-Security", HSTS);
        }
        return headers;
    }
}
