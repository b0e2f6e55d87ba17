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
 * Lets a request that the server sends to itself be the one of the person for whom it is sent, from that person's address. To
 * all others the second connector answers nothing, and on the first one its tokens are none.
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
        chain.doFilter(new OfThePerson(request, grant.get().address()), response);
    }

    /** Without the token, which nobody else would know what to do with. */
    private static final class OfThePerson extends HttpServletRequestWrapper {

        private final String address;

        OfThePerson(HttpServletRequest request, String address) {
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
