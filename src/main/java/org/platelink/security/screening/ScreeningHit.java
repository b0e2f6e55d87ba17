package org.platelink.security.screening;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Collection;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Something of a person where it must not stand.
 *
 * @param place where, as FHIRPath
 * @param sentence what kind of thing, and how to mend it; never the thing itself
 */
record ScreeningHit(String place, String sentence) {

    /**
     * Ends a write in which something was found.
     *
     * @throws UnprocessableEntityException (422) with an outcome that names each place
     */
    static void refuseIfAny(Collection<ScreeningHit> all) {
        if (all.isEmpty()) {
            return;
        }
        OperationOutcome outcome = new OperationOutcome();
        for (ScreeningHit found : all) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.BUSINESSRULE)
                    .setDiagnostics(found.sentence())
                    .addExpression(found.place());
        }
        throw new UnprocessableEntityException(all.iterator().next().sentence(), outcome);
    }
}
