package org.platelink.security.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.springframework.web.filter.OncePerRequestFilter;

/** Rate limit filter, per client, for requests with a token, from any address; a request above the limit gets 429. */
final class ClientRate extends OncePerRequestFilter {

    private final RequestRates rates;
    private final Outcomes outcomes;

    ClientRate(RequestRates rates, Outcomes outcomes) {
        this.rates = rates;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.of(request);
        if (caller.role() == Role.PUBLIC || rates.count(caller.client())) {
            chain.doFilter(request, response);
        } else {
            Refusal.later(
                            429,
                            rates.seconds(),
                            "This client has sent more than " + rates.aMinute()
                                    + " requests within a minute; wait, and send several resources in one bundle.")
                    .write(outcomes, response);
        }
    }
}
