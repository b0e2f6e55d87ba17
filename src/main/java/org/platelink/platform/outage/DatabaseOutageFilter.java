package org.platelink.platform.outage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.DatabaseAway;
import org.platelink.platform.server.Outcomes;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that answers 503 with Retry-After while the database is away, before a request waits for it. It also
 * adds Retry-After to every other 503.
 */
final class DatabaseOutageFilter extends OncePerRequestFilter {

    /** Paths that need no database. */
    private static final List<String> OPEN = List.of("/actuator/", "/ig", "/.well-known/", "/oauth2/jwks");

    /** The HL7 v2 endpoint, which answers in its own form, that of HL7 v2. */
    private static final String HL7 = "/intake/hl7v2";

    private final DatabaseAway state;
    private final Runnable whenInDoubt;
    private final Outcomes outcomes;

    DatabaseOutageFilter(DatabaseAway state, Runnable whenInDoubt, Outcomes outcomes) {
        this.state = state;
        this.whenInDoubt = whenInDoubt;
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (state.isAway() && needsIt(request.getRequestURI())) {
            answer(response);
            return;
        }
        try {
            chain.doFilter(request, new WithRetryAfter(response));
        } catch (ServletException | RuntimeException failure) {
            if (!DatabaseAway.isCauseOf(failure) || response.isCommitted()) {
                throw failure;
            }
            whenInDoubt.run();
            response.reset();
            answer(response);
        }
    }

    private static boolean needsIt(String path) {
        return !path.equals(HL7) && OPEN.stream().noneMatch(path::startsWith);
    }

    private void answer(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseAway.RETRY_AFTER));
        outcomes.write(response, DatabaseAway.STATUS, IssueType.TRANSIENT, DatabaseAway.SENTENCE);
    }

    private static final class WithRetryAfter extends HttpServletResponseWrapper {

        WithRetryAfter(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            if (status == DatabaseAway.STATUS && !containsHeader(HttpHeaders.RETRY_AFTER)) {
                setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseAway.RETRY_AFTER));
            }
            super.setStatus(status);
        }
    }
}
