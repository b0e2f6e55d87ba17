package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Rejects methods other than GET, HEAD and OPTIONS with 405 on read-only documents. The servlet's own answer to a
 * PATCH would be that there is no such method.
 */
final class ReadOnlyDocuments {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private ReadOnlyDocuments() {}

    /** Rejects a request whose method does not read; returns whether it did. */
    static boolean refuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        return true;
    }
}
