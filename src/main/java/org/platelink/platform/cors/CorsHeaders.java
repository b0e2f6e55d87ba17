package org.platelink.platform.cors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that sets the CORS response headers, which tell a browser whether the page may read the response,
 * errors included. The request is processed in either case: it is authorised by its token, and not by the browser.
 */
final class CorsHeaders extends OncePerRequestFilter {

    private final CorsRules rules;
    private final CorsProcessor processor = new DefaultCorsProcessor();

    CorsHeaders(CorsRules rules) {
        this.rules = rules;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CorsUtils.isPreFlightRequest(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CorsConfiguration rule = rules.of(request);
        tell(rule, request, response);
        chain.doFilter(request, response);
        // A response that was reset has lost them.
        if (!response.isCommitted() && !response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            tell(rule, request, response);
        }
    }

    private void tell(@Nullable CorsConfiguration rule, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (rule != null) {
            processor.processRequest(rule, request, response);
        }
    }
}
