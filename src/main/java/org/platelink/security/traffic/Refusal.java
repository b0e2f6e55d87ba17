package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;
import org.springframework.http.HttpHeaders;

/**
 * An error response for a request that is refused by a limit.
 *
 * @param status the HTTP status
 * @param type the issue type of the OperationOutcome
 * @param retryAfter after how many seconds it may be sent again; 0 if it should not be sent again unchanged
 * @param sentence what is wrong and how to correct it
 */
record Refusal(int status, IssueType type, long retryAfter, String sentence) {

    static Refusal of(int status, IssueType type, String sentence) {
        return new Refusal(status, type, 0, sentence);
    }

    static Refusal later(int status, long seconds, String sentence) {
        return new Refusal(status, IssueType.THROTTLED, seconds, sentence);
    }

    void write(Outcomes outcomes, HttpServletResponse response) throws IOException {
        if (retryAfter > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        outcomes.write(response, status, type, sentence);
    }

    /** The refusal as an exception, for code that reads a body. */
    IOException asFailure() {
        return new Failure(this);
    }

    /** Exception that carries a refusal through stream code that can only throw {@link IOException}. */
    static final class Failure extends IOException {

        private final transient Refusal refusal;

        private Failure(Refusal refusal) {
            super(refusal.sentence());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
