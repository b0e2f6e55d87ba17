package org.platelink.security.screening;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Collection;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;

/**
 * A finding of the screening: a direct identifier of a person at a place.
 *
 * @param place its FHIRPath
 * @param sentence the kind of identifier and what to do; never the identifier itself
 */
record ScreeningHit(String place, String sentence) {

    /**
     * Refuses the write if there are findings.
     *
     * @throws UnprocessableEntityException (422) with an outcome that names each place
     */
    static void refuseIfAny(Collection<ScreeningHit> all) {
        if (all.isEmpty()) {
            return;
        }
        throw new UnprocessableEntityException(
                all.iterator().next().sentence(),
                Outcomes.of(all.stream()
                        .map(found -> Outcomes.issue(
                                IssueSeverity.ERROR, IssueType.BUSINESSRULE, found.sentence(), found.place()))
                        .toList()));
    }
}
