package org.platelink.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.server.Outcomes;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what is refused before or beside the FHIR server: a token that is not taken, a body that is too large, a path that
 * nobody may see. It stands before everything else, so that the answer, which is short, has not left yet.
 */
class OtherRefusals extends OncePerRequestFilter {

    private final Appender appender;
    private final RequestEvents events;
    private final Outcomes outcomes;

    OtherRefusals(Appender appender, RequestEvents events, Outcomes outcomes) {
        this.appender = appender;
        this.events = events;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestRecord record = RequestRecord.of(request);
        try {
            chain.doFilter(request, response);
            int status = response.getStatus();
            boolean refused = Outcome.ofStatus(status) == Outcome.REFUSED;
            if (record.isEmpty()
                    && (refused || status >= 400 && request.getRequestURI().startsWith("/fhir"))) {
                record.event(appender.add(EventText.of(events.failure(request, status, Origin.of(request)))));
                record.await();
            }
        } catch (ServletException | RuntimeException failure) {
            if (!(NestedExceptionUtils.getMostSpecificCause(failure) instanceof TrailUnavailable)
                    && !(failure instanceof TrailUnavailable)
                    && !(failure.getCause() instanceof TrailUnavailable)) {
                throw failure;
            }
            answer(response);
        }
    }

    private void answer(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            outcomes.write(response, TrailUnavailable.STATUS, IssueType.TRANSIENT, TrailUnavailable.SENTENCE);
        }
    }
}
