package org.platelink.security.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that limits how many requests are processed at once. Some more wait in a queue, and the rest get 503
 * with Retry-After at once: to process more at a time would only make all slower. A request releases its place when
 * the first byte of its response is written, so that a client that reads slowly does not keep others out.
 */
final class ConcurrencyLimiter extends OncePerRequestFilter {

    private static final String ANYBODY = "anybody";

    private final FairQueue line;
    private final int aClient;
    private final int anybody;
    private final Outcomes outcomes;

    /**
     * @param aClient places that one client may have
     * @param anybody places that all callers without a token may have together
     */
    ConcurrencyLimiter(FairQueue line, int aClient, int anybody, Outcomes outcomes) {
        this.line = line;
        this.aClient = aClient;
        this.anybody = anybody;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.of(request);
        boolean isAnybody = caller.role() == Role.PUBLIC;
        Optional<FairQueue.Place> place;
        try {
            place = line.enter(isAnybody ? ANYBODY : caller.client(), isAnybody ? anybody : aClient);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            place = Optional.empty();
        }
        if (place.isEmpty()) {
            Refusal.later(503, 2, "The server has more to do than it can; ask again in some seconds.")
                    .write(outcomes, response);
            return;
        }
        try (FairQueue.Place slot = place.get()) {
            chain.doFilter(request, new FirstByteResponse(response, slot::close));
        }
    }
}
