package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/**
 * Makes OperationOutcomes, and writes error responses of code outside HAPI's servlet as such, in the same form as
 * HAPI's.
 *
 * @param fhir serializes them
 */
public record Outcomes(FhirContext fhir) {

    /** An OperationOutcome of one issue. */
    public static OperationOutcome of(IssueSeverity severity, IssueType type, String sentence, String... places) {
        return of(List.of(issue(severity, type, sentence, places)));
    }

    /** An OperationOutcome of several issues. */
    public static OperationOutcome of(List<OperationOutcomeIssueComponent> issues) {
        return new OperationOutcome().setIssue(new ArrayList<>(issues));
    }

    /** An OperationOutcome that tells of something which went as it should. */
    public static OperationOutcome information(String sentence) {
        return of(IssueSeverity.INFORMATION, IssueType.INFORMATIONAL, sentence);
    }

    /**
     * An issue of an OperationOutcome.
     *
     * @param sentence its diagnostics: what is wrong and how to fix it
     * @param places its expressions, FHIRPaths of what it is about
     */
    public static OperationOutcomeIssueComponent issue(
            IssueSeverity severity, IssueType type, String sentence, String... places) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(severity).setCode(type).setDiagnostics(sentence);
        for (String place : places) {
            issue.addExpression(place);
        }
        return issue;
    }

    /**
     * Answers with an OperationOutcome.
     *
     * @param status the HTTP status
     * @param type the kind of issue
     * @param sentence what is wrong and how to fix it; {@link DiagnosticsSanitizer} takes library internals out
     */
    public void write(HttpServletResponse response, int status, IssueType type, String sentence) throws IOException {
        write(
                response,
                status,
                of(IssueSeverity.ERROR, type, Objects.requireNonNull(DiagnosticsSanitizer.of(sentence))));
    }

    /** Answers with an exception's own OperationOutcome, or with one made of its message. */
    public void write(HttpServletResponse response, BaseServerResponseException refusal) throws IOException {
        if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
            write(response, refusal.getStatusCode(), outcome);
        } else {
            write(response, refusal.getStatusCode(), IssueType.PROCESSING, String.valueOf(refusal.getMessage()));
        }
    }

    private void write(HttpServletResponse response, int status, OperationOutcome outcome) throws IOException {
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getWriter().write(fhir.newJsonParser().encodeResourceToString(outcome));
    }
}
