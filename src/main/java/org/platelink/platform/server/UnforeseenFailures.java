package org.platelink.platform.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Exception handler for the controllers beside HAPI's servlet: gives the same plain error response as HAPI's servlet,
 * and logs where the failure happened. Exceptions that a controller handles itself do not come here.
 */
@RestControllerAdvice("org.platelink")
class UnforeseenFailures {

    private static final Logger LOG = LoggerFactory.getLogger(UnforeseenFailures.class);

    private final Outcomes outcomes;

    UnforeseenFailures(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
    void unreadable(HttpServletResponse response) throws IOException {
        outcomes.write(
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                IssueType.STRUCTURE,
                "The body or a parameter of the request cannot be read: it is not of the kind that is asked for here.");
    }

    @ExceptionHandler({RuntimeException.class, LinkageError.class})
    void failed(Throwable failure, HttpServletResponse response) throws IOException {
        OutOfMemoryExit.endIfCauseOf(failure);
        if (DatabaseAway.isCauseOf(failure)) {
            away(response);
            return;
        }
        LOG.error("A request failed by the server's fault: {}", RedactedFailure.of(failure));
        if (!response.isCommitted()) {
            response.reset();
            outcomes.write(
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    IssueType.EXCEPTION,
                    "The server failed at this by its own fault, which stands in its log. Ask again; if it fails again,"
                            + " tell who runs the server, with the time of this answer.");
        }
    }

    private void away(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseAway.RETRY_AFTER));
            outcomes.write(response, DatabaseAway.STATUS, IssueType.TRANSIENT, DatabaseAway.SENTENCE);
        }
    }
}
