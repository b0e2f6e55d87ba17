package org.platelink.security.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.security.access.Caller;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that sets the authenticated {@link Caller} as an attribute of the request, so that it is available
 * on whatever thread answers. The token of a demo client is only accepted from this machine: a request that comes
 * from elsewhere, or through a proxy, gets an invalid-token error.
 */
final class CallerAttributeFilter extends OncePerRequestFilter {

    private final KnownClients knownClients;
    private final TokenRefused refused;

    CallerAttributeFilter(KnownClients knownClients, TokenRefused refused) {
        this.knownClients = knownClients;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                && Caller.of(request) != known.caller()) {
            boolean onlyHere =
                    known.isOnlyHere() || knownClients.isDemo(known.caller().client());
            if (onlyHere && !LocalRequests.sent(request)) {
                refused.commence(request, response, new InvalidBearerTokenException(LocalRequests.SENTENCE));
                return;
            }
            known.caller().markOn(request);
        }
        chain.doFilter(request, response);
    }
}
