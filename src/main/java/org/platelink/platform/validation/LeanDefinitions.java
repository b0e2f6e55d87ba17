package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Collection;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * FHIR's own definitions without what is written in them for readers. HAPI keeps them as they are published, once as R4 and,
 * for the validator, once more as R5; half of that is prose, mappings to other standards and differentials, which neither
 * the validator nor FHIRPath looks at.
 */
final class LeanDefinitions {

    private LeanDefinitions() {}

    /** FHIR's definitions, which all parts of HAPI share; they are made lean where they are. */
    static IValidationSupport of(FhirContext fhir) {
        IValidationSupport core = fhir.getValidationSupport();
        Collection<StructureDefinition> definitions = core.fetchAllStructureDefinitions();
        definitions.forEach(LeanDefinitions::makeLean);
        return core;
    }

    private static void makeLean(StructureDefinition definition) {
        definition.setText(null);
        definition.setContact(null).setPurpose(null).setCopyright(null).setMapping(null);
        // What has no snapshot is known by its differential alone.
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
