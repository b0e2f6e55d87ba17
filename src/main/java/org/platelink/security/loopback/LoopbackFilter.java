package org.platelink.security.loopback;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that attributes a loopback request to the person for whom the server sends it, with that person's
 * address. Without a valid loopback token the second connector answers 404 to everything. On the main connector
 * loopback tokens are not accepted.
 */
final class LoopbackFilter extends OncePerRequestFilter {

    private final LoopbackConnector connector;
    private final LoopbackTokens tokens;

    LoopbackFilter(LoopbackConnector connector, LoopbackTokens tokens) {
        this.connector = connector;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getLocalPort() != connector.port()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<LoopbackTokens.Grant> grant = tokens.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (grant.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        grant.get().caller().markOn(request);
        chain.doFilter(new PersonRequest(request, grant.get().address()), response);
    }

    /** The request with the person's address and without the token, which no other filter could interpret. */
    private static final class PersonRequest extends HttpServletRequestWrapper {

        private final String address;

        PersonRequest(HttpServletRequest request, String address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of())
                    : super.getHeaders(name);
        }
    }
}
