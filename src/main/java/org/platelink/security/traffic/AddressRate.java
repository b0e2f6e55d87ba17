package org.platelink.security.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.RateLimitMark;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rate limit filter, per remote address, for requests without a valid token. Above the limit, a request without a
 * token gets 429, and one whose token is refused is marked to get it. A request with a token counts only if the
 * response is 401; one with a valid token passes, whatever others send from the same address.
 */
final class AddressRate extends OncePerRequestFilter {

    private static final String HEALTH = "/actuator/health";

    private final RequestRates rates;
    private final Outcomes outcomes;

    AddressRate(RequestRates rates, Outcomes outcomes) {
        this.rates = rates;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sender = AddressKey.of(String.valueOf(request.getRemoteAddr()));
        if (Caller.of(request).role() != Role.PUBLIC) {
            // A loopback request of the server itself, on behalf of a known person.
            chain.doFilter(request, response);
        } else if (showsWhoItIs(request)) {
            if (rates.isUsedUp(sender)) {
                RateLimitMark.mark(request, rates.seconds());
            }
            chain.doFilter(request, response);
            if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
                rates.count(sender);
            }
        } else if (rates.count(sender)) {
            chain.doFilter(request, response);
        } else {
            Refusal.later(
                            429,
                            rates.seconds(),
                            "More than " + rates.aMinute()
                                    + " requests without a token came from this address within a minute; wait, or ask with a"
                                    + " token.")
                    .write(outcomes, response);
        }
    }

    /** Whether the request carries a token or asks for one. */
    private static boolean showsWhoItIs(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getRequestURI().equals("/oauth2/token");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(HEALTH);
    }
}
