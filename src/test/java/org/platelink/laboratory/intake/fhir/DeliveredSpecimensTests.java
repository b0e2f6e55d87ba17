package org.platelink.laboratory.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.Labs;
import org.platelink.laboratory.lab.ResultIdentity;
import org.platelink.laboratory.lab.ResultSpecimen;

class DeliveredSpecimensTests {

    private final Observation result = Labs.platelets("s-1", "res-1", "27", "10*9/L", "2026-03-02T08:15:00+08:00");
    private final Specimen specimen = new Specimen();

    DeliveredSpecimensTests() {
        result.setId("r-1");
        specimen.setId("t-1");
        specimen.setSubject(new Reference("Patient/s-1"));
        specimen.addCondition(
                new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v2-0493", "CLOT", null)));
    }

    @Test
    void aResultIsToldOfTheSpecimenThatComesWithIt() {
        result.setSpecimen(new Reference("Specimen/t-1"));

        deliver(result, specimen);

        Extension said = result.getExtensionByUrl(ResultSpecimen.URL);
        assertThat(said.getExtension()).hasSize(1);
        assertThat(((CodeableConcept) said.getExtensionByUrl("condition").getValue())
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("CLOT");
    }

    @Test
    void aResultIsToldOfTheSpecimenThatItContains() {
        specimen.setSubject(null);
        specimen.setId("tube");
        result.addContained(specimen);
        result.setSpecimen(new Reference("#tube"));

        deliver(result);

        assertThat(result.hasExtension(ResultSpecimen.URL)).isTrue();
    }

    @Test
    void whatTheSenderSaysItselfStays() {
        result.setSpecimen(new Reference("Specimen/t-1"));
        result.addExtension(new Extension(ResultSpecimen.URL));

        deliver(result, specimen);

        assertThat(result.getExtensionByUrl(ResultSpecimen.URL).hasExtension()).isFalse();
    }

    @Test
    void aSpecimenOfAnotherSubjectSaysNothingOfAResult() {
        result.setSpecimen(new Reference("Specimen/t-1"));
        specimen.setSubject(new Reference("Patient/s-2"));

        deliver(result, specimen);

        assertThat(result.hasExtension()).isFalse();
    }

    private static void deliver(Resource... resources) {
        DeliveredSpecimens.tellTheirResults(List.of(resources).stream()
                .map(resource -> new DeliveredResource(
                        resource,
                        "name",
                        "key",
                        null,
                        null,
                        ResultIdentity.ofId("id", "s-1"),
                        "",
                        "",
                        null,
                        null,
                        false))
                .toList());
    }
}
