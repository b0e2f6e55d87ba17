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
 * Works on so many requests at once as the machine is good for, lets some wait, and asks the rest to come again at once: more at
 * work would only make all slower. A request gives its place back when its answer begins to leave, so that who takes an answer
 * slowly keeps nobody out.
 */
final class ConcurrencyLimiter extends OncePerRequestFilter {

    private static final String ANYBODY = "anybody";

    private final FairQueue line;
    private final int aClient;
    private final int anybody;
    private final Outcomes outcomes;

    /**
     * @param aClient places that a client may have
     * @param anybody places that all may have who show no token
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
        try (FairQueue.Place held = place.get()) {
            chain.doFilter(request, new FirstByteResponse(response, held::close));
        }
    }
}
