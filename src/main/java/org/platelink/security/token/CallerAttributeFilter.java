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
 * Marks a request as its caller's, for all that answers it, on whatever thread. A demo client is one on this machine alone, so
 * its token opens nothing to a request that comes from elsewhere or was passed on.
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
