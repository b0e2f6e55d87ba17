package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.laboratory.journal.Finding;
import org.platelink.platform.server.Outcomes;

/**
 * Exception that answers a FHIR delivery with HTTP 202: its results are kept in the journal but not stored yet.
 *
 * <p>Something has to be fixed at the site first. The results are then stored without another request: their sender
 * need not send them again. {@code Content-Location} names the message; the OperationOutcome has one warning for each
 * finding.
 */
final class DeferredAnswer extends BaseServerResponseException {

    private static final int ACCEPTED = 202;

    DeferredAnswer(UUID message, List<Finding> findings) {
        super(ACCEPTED, "The results are kept and wait.", outcome(message, findings));
        addResponseHeader("Content-Location", "/intake/messages/" + message);
    }

    private static OperationOutcome outcome(UUID message, List<Finding> findings) {
        OperationOutcome outcome = Outcomes.of(
                IssueSeverity.INFORMATION,
                IssueType.INCOMPLETE,
                "The results are kept as message " + message
                        + " and are stored when what follows is mended at the site; they need not be sent again.");
        findings.forEach(finding -> outcome.addIssue(
                Outcomes.issue(IssueSeverity.WARNING, IssueType.PROCESSING, finding.sentence(), finding.place())));
        return outcome;
    }
}
