package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Writes error responses of code outside HAPI's servlet as OperationOutcomes, in the same form as HAPI's.
 *
 * @param fhir serializes them
 */
public record Outcomes(FhirContext fhir) {

    /**
     * Answers with an OperationOutcome.
     *
     * @param status the HTTP status
     * @param type the kind of issue
     * @param sentence what is wrong and how to fix it; {@link DiagnosticsSanitizer} takes library internals out
     */
    public void write(HttpServletResponse response, int status, IssueType type, String sentence) throws IOException {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(DiagnosticsSanitizer.of(sentence));
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getWriter().write(fhir.newJsonParser().encodeResourceToString(outcome));
    }

    /** Answers with an exception's own OperationOutcome, or with one made of its message. */
    public void write(HttpServletResponse response, BaseServerResponseException refusal) throws IOException {
        if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
            response.setStatus(refusal.getStatusCode());
            response.setContentType("application/fhir+json;charset=UTF-8");
            response.getWriter().write(fhir.newJsonParser().encodeResourceToString(outcome));
        } else {
            write(response, refusal.getStatusCode(), IssueType.PROCESSING, String.valueOf(refusal.getMessage()));
        }
    }
}
