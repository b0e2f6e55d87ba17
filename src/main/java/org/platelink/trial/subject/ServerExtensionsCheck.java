package org.platelink.trial.subject;

import java.util.List;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirErrors;

/**
 * Check that a client leaves the extensions of a subject alone that only the server writes: the states that were
 * taken back, and the question about the consent.
 *
 * @param byServer whether the server itself writes
 */
record ServerExtensionsCheck(boolean byServer) {

    /**
     * Checks the subject that is about to be stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if a client added, changed or
     *     dropped one of them
     */
    void check(ResearchSubject before, ResearchSubject subject) {
        if (!byServer) {
            stays(
                    TakenBackState.of(before),
                    TakenBackState.of(subject),
                    "The states that were taken back are for $transition with correct=true to write");
            stays(
                    ConsentQuestion.of(before),
                    ConsentQuestion.of(subject),
                    "Whether the consent is in question follows from the Consent, and is for the server to write");
        }
    }

    private static void stays(List<Extension> before, List<Extension> after, String rule) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = before.get(i).equalsDeep(after.get(i));
        }
        if (!same) {
            throw FhirErrors.broken(
                    "ResearchSubject.extension",
                    rule + "; send the extension as it is stored, or read the subject again.");
        }
    }
}
