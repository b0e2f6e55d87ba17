package org.platelink.study.rules;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.platform.pipeline.ResourceAttribute;
import org.platelink.platform.server.FhirErrors;

/**
 * Rejects Observations with the id or category of a derived result that the server did not derive itself (HTTP 422),
 * so that no client can submit a rule's result. The guide's profiles ensure that an Observation with the code of a
 * derived result has the category.
 */
final class DerivedResultGuard {

    private static final ResourceAttribute<Boolean> DERIVED =
            ResourceAttribute.of(ResourceAttribute.Name.DERIVED_RESULT, Boolean.class);

    private DerivedResultGuard() {}

    static void mark(Observation result) {
        DERIVED.set(result, true);
    }

    static void check(IBaseResource resource) {
        boolean derived = DerivedResults.isDerived(resource)
                || resource instanceof Observation observation && claims(observation);
        if (derived && DERIVED.of(resource).isEmpty()) {
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
