package org.platelink.study.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/** Reads the input code of an operation: a code with its system, a Coding or a CodeableConcept. */
final class CodingParameters {

    private CodingParameters() {}

    /**
     * Reads the codings.
     *
     * @param system the parameter that names the system of a code
     * @param version the parameter that names its version
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if not exactly one of the three is
     *     given
     */
    static List<Coding> of(OperationParameters parameters, String system, String version) {
        List<List<Coding>> codings = new ArrayList<>();
        parameters
                .text("code")
                .map(code -> new Coding()
                        .setCode(code)
                        .setSystem(parameters.text(system).orElse(null))
                        .setVersion(parameters.text(version).orElse(null))
                        .setDisplay(parameters.text("display").orElse(null)))
                .map(List::of)
                .ifPresent(codings::add);
        parameters.value("coding", Coding.class).map(List::of).ifPresent(codings::add);
        parameters
                .value("codeableConcept", CodeableConcept.class)
                .map(CodeableConcept::getCoding)
                .ifPresent(codings::add);
        if (codings.size() != 1 || codings.get(0).isEmpty()) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "Say which code is meant, once: by code and " + system
                            + ", or in a body by coding or codeableConcept.");
        }
        return codings.get(0);
    }
}
