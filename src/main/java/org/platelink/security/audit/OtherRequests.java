package org.platelink.security.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter near the head of the chain that makes sure every request leaves an audit event before it is
 * answered: it records whatever no inner component has recorded. While the trail cannot be written it refuses
 * requests that may change something.
 */
class OtherRequests extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String RETRY_AFTER_SECONDS = "5";

    /** An endpoint that never answers with FHIR. */
    private static final String HL7 = "/intake/hl7v2";

    private static final String HEALTH = "/actuator/health";

    private final RequestLog log;
    private final RequestEvents events;
    private final TrailState state;
    private final Outcomes outcomes;

    OtherRequests(RequestLog log, RequestEvents events, TrailState state, Outcomes outcomes) {
        this.log = log;
        this.events = events;
        this.state = state;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!state.isWritable() && !READING.contains(request.getMethod())) {
            if (isOfHl7(request)) {
                // The HL7 v2 endpoint accepts nothing then, and says so in an HL7 v2 acknowledgement.
                chain.doFilter(request, response);
            } else {
                answer(response);
            }
            return;
        }
        // FHIR answers are recorded by the interceptors, which know their content.
        boolean fhir = isFhir(request);
        AuditedResponse watched = new AuditedResponse(request, response);
        try {
            chain.doFilter(request, fhir ? response : new Errors(watched));
            record(request, fhir ? response.getStatus() : watched.status());
        } catch (ServletException | RuntimeException failure) {
            if (!(NestedExceptionUtils.getMostSpecificCause(failure) instanceof TrailUnavailable)
                    && !(failure instanceof TrailUnavailable)
                    && !(failure.getCause() instanceof TrailUnavailable)) {
                record(request, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                throw failure;
            }
            answer(response);
        }
    }

    private static boolean isFhir(HttpServletRequest request) {
        return request.getRequestURI().equals("/fhir")
                || request.getRequestURI().startsWith("/fhir/");
    }

    private static boolean isOfHealth(HttpServletRequest request) {
        return request.getRequestURI().startsWith(HEALTH);
    }

    private static boolean isOfHl7(HttpServletRequest request) {
        return request.getRequestURI().equals(HL7);
    }

    /** Records a request once; if it was recorded inside, it only waits for that event. */
    private void record(HttpServletRequest request, int status) {
        if (status == TrailUnavailable.STATUS && isOfHl7(request) || isOfHealth(request)) {
            // These are answered while the trail cannot be reached: a laboratory has to be told in HL7 v2 that
            // nothing was accepted, and an admin what is wrong.
            if (RequestRecord.of(request).isEmpty()) {
                log.leave(request, events.beside(request, status, Origin.of(request)), status);
            }
            return;
        }
        RequestRecord record = RequestRecord.of(request);
        if (record.isEmpty()) {
            Event event = isFhir(request)
                    ? events.failure(request, status, Origin.of(request))
                    : events.beside(request, status, Origin.of(request));
            if (event.outcome() == Outcome.SUCCESS && event.reads()) {
                log.leave(request, event, status);
            } else {
                log.add(request, event, status);
            }
        }
        record.await();
    }

    private void answer(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            outcomes.write(response, TrailUnavailable.STATUS, IssueType.TRANSIENT, TrailUnavailable.SENTENCE);
        }
    }

    /** A response that sends its first byte only after the event is in the trail. */
    private final class AuditedResponse extends OnCommittedResponseWrapper {

        private final HttpServletRequest request;
        private int error;

        AuditedResponse(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        int status() {
            return error == 0 ? getStatus() : error;
        }

        @Override
        protected void onResponseCommitted() {
            record(request, status());
        }

        @Override
        public void reset() {
            error = 0;
            super.reset();
        }
    }

    /** Passes an error status on before it is sent: the status of the response itself is set only after that. */
    private static final class Errors extends HttpServletResponseWrapper {

        private final AuditedResponse watched;

        Errors(AuditedResponse watched) {
            super(watched);
            this.watched = watched;
        }

        @Override
        public void sendError(int status) throws IOException {
            watched.error = status;
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            watched.error = status;
            super.sendError(status, message);
        }
    }
}
