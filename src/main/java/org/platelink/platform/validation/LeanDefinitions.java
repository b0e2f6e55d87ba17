package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Collection;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * Strips FHIR's core definitions of the parts for human readers, to save memory. HAPI keeps them as published, once
 * as R4 and, for the validator, once more as R5. Half of that is prose, mappings to other standards and
 * differentials, which neither the validator nor FHIRPath uses.
 */
final class LeanDefinitions {

    private LeanDefinitions() {}

    /** FHIR's definitions, which all parts of HAPI share; they are stripped in place. */
    static IValidationSupport of(FhirContext fhir) {
        IValidationSupport core = fhir.getValidationSupport();
        Collection<StructureDefinition> definitions = core.fetchAllStructureDefinitions();
        definitions.forEach(LeanDefinitions::makeLean);
        return core;
    }

    private static void makeLean(StructureDefinition definition) {
        definition.setText(null);
        definition.setContact(null).setPurpose(null).setCopyright(null).setMapping(null);
        // A definition without a snapshot needs its differential.
        if (definition.hasSnapshot()) {
            definition.setDifferential(null);
            definition.getSnapshot().getElement().forEach(LeanDefinitions::makeLean);
        }
    }

    private static void makeLean(ElementDefinition element) {
        element.setDefinition(null).setComment(null).setRequirements(null);
        element.setAlias(null).setMapping(null).setExample(null);
        element.getConstraint().forEach(constraint -> constraint.setXpath(null).setRequirements(null));
    }
}
