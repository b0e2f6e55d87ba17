package org.platelink.study.terminology;

import ca.uhn.fhir.context.support.IValidationSupport.LookupCodeResult;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * The description of a concept as the response of {@code $lookup}.
 *
 * @param system the code system
 * @param concept the concept in it
 */
record ConceptDescription(CodeSystem system, ConceptDefinitionComponent concept) {

    /** @param wanted the names of the requested properties; if empty, all */
    Parameters parameters(List<String> wanted) {
        Parameters parameters = new Parameters();
        parameters.addParameter("name", new StringType(system.hasName() ? system.getName() : system.getUrl()));
        if (system.hasVersion()) {
            parameters.addParameter("version", new StringType(system.getVersion()));
        }
        String display = concept.hasDisplay() ? concept.getDisplay() : concept.getCode();
        parameters.addParameter("display", new StringType(display));
        if (concept.hasDefinition() && isWanted(wanted, "definition")) {
            ParametersParameterComponent property = parameters.addParameter().setName("property");
            property.addPart().setName("code").setValue(new CodeType("definition"));
            property.addPart().setName("value").setValue(new StringType(concept.getDefinition()));
        }
        concept.getDesignation().forEach(designation -> add(parameters, designation));
        concept.getProperty().stream()
                .filter(property -> isWanted(wanted, property.getCode()))
                .forEach(property -> {
                    ParametersParameterComponent part =
                            parameters.addParameter().setName("property");
                    part.addPart().setName("code").setValue(new CodeType(property.getCode()));
                    part.addPart().setName("value").setValue(property.getValue());
                });
        return parameters;
    }

    private static boolean isWanted(List<String> wanted, String property) {
        return wanted.isEmpty() || wanted.contains(property);
    }

    private static void add(Parameters parameters, ConceptDefinitionDesignationComponent designation) {
        ParametersParameterComponent part = parameters.addParameter().setName("designation");
        if (designation.hasLanguage()) {
            part.addPart().setName("language").setValue(designation.getLanguageElement());
        }
        if (designation.hasUse()) {
            part.addPart().setName("use").setValue(designation.getUse());
        }
        part.addPart().setName("value").setValue(designation.getValueElement());
    }

    /** The response for a code of a system that is defined by rules, such as UCUM. */
    static Parameters byRule(Coding coding, LookupCodeResult result) {
        String name = result.getCodeSystemDisplayName();
        String display = result.getCodeDisplay();
        Parameters parameters = new Parameters();
        parameters.addParameter("name", new StringType(name == null ? coding.getSystem() : name));
        parameters.addParameter("display", new StringType(display == null ? coding.getCode() : display));
        return parameters;
    }
}
