package org.platelink.study.rules;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.platform.server.FhirErrors;

/**
 * Refuses an Observation that says to be derived by a rule, and is not: nobody can send a verdict. The guide's profiles see to
 * it that what has the code of a derived result says so.
 */
final class DerivedResultGuard {

    /** Nobody beyond the server can put it into a resource. */
    private static final String MARK = DerivedResultGuard.class.getName();

    private DerivedResultGuard() {}

    static void mark(Observation result) {
        result.setUserData(MARK, true);
    }

    static void check(IBaseResource resource) {
        boolean derived = DerivedResults.isDerived(resource)
                || resource instanceof Observation observation && claims(observation);
        if (derived && resource.getUserData(MARK) == null) {
            throw FhirErrors.broken(
                    resource.fhirType() + ".category",
                    "What the study's rules derive is written by the server alone; send the results and attestations that"
                            + " it rests on, and have it derived by an operation such as $evaluate-eligibility.");
        }
    }

    private static boolean claims(Observation observation) {
        return observation.getCategory().stream()
                .anyMatch(category -> category.hasCoding(DerivedResults.CATEGORIES, DerivedResults.CATEGORY));
    }
}
