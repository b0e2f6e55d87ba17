package org.platelink.audit;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what is refused before or beside the FHIR server: a token that is not taken, a body that is too large, a path that
 * nobody may see. It stands before everything else, so that the answer, which is short, has not left yet.
 */
class OtherRefusals extends OncePerRequestFilter {

    private final Appender appender;
    private final RequestEvents events;
    private final FhirContext fhir;

    OtherRefusals(Appender appender, RequestEvents events, FhirContext fhir) {
        this.appender = appender;
        this.events = events;
        this.fhir = fhir;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        RequestRecord record = RequestRecord.of(request);
        int status = response.getStatus();
        boolean ofInterest = Outcome.ofStatus(status) == Outcome.REFUSED
                || status >= 400 && request.getRequestURI().startsWith("/fhir");
        if (ofInterest && record.isEmpty()) {
            try {
                record.event(appender.add(EventText.of(events.failure(request, status, Origin.of(request)))));
                record.await();
            } catch (TrailUnavailable unavailable) {
                answer(response, unavailable);
            }
        }
    }

    private void answer(HttpServletResponse response, TrailUnavailable unavailable) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            response.setStatus(TrailUnavailable.STATUS);
            response.setContentType("application/fhir+json;charset=UTF-8");
            response.getWriter().write(fhir.newJsonParser().encodeResourceToString(unavailable.getOperationOutcome()));
        }
    }
}
