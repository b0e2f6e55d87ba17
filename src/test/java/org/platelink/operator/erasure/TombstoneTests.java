package org.platelink.operator.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TombstoneTests {

    @Test
    void saysWhoseItWasAndNothingElse() {
        String text =
                "{\"resourceType\":\"Observation\",\"meta\":{\"tag\":[{\"code\":\"Synthetic\"}]},\"id\":\"Synthetic\","
                        + "\"status\":\"final\",\"code\":{\"text\":\"Synthetic\"},\"subject\":{\"reference\":\"Patient/p1\","
                        + "\"display\":\"Synthetic\"},\"performer\":[{\"display\":\"Synthetic\"}],\"note\":[{\"text\":\"Synthetic\"}]}";

        String tombstone = Tombstone.of("Observation", text, "Erased <by> two & more.");

        Observation read = FhirContext.forR4Cached().newJsonParser().parseResource(Observation.class, tombstone);
        assertThat(tombstone).doesNotContain("Synthetic");
        assertThat(read.getStatus()).isEqualTo(Observation.ObservationStatus.FINAL);
        assertThat(read.getSubject().getReference()).isEqualTo("Patient/p1");
        assertThat(read.getMeta().getSecurityFirstRep().getCode()).isEqualTo("REDACTED");
        assertThat(read.getText().getDiv().allText()).isEqualTo("Erased <by> two & more.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"Zhang San\"}",
                "{\"subject\":{\"reference\":\"Zhang\"}}",
                "{\"subject\":{\"reference\":\"https://a.example/Zhang\"}}",
                "{\"subject\":\"Zhang\"}",
                "Zhang",
                "",
                "[]"
            })
    void keepsNothingThatHasNotItsForm(String text) {
        assertThat(Tombstone.of("Observation", text, "Erased.")).doesNotContain("Zhang");
    }

    @Test
    void aVersionIsOfItsPatient() {
        VersionName result = VersionName.of("Observation/1/_history/2").orElseThrow();
        VersionName patient = VersionName.of("Patient/p1/_history/1").orElseThrow();

        assertThat(Tombstone.patientOf(result, "{\"subject\":{\"reference\":\"Patient/p1\"}}"))
                .isEqualTo("Patient/p1");
        assertThat(Tombstone.patientOf(result, "{\"individual\":{\"reference\":\"Group/1\"}}"))
                .isNull();
        assertThat(Tombstone.patientOf(patient, "{}")).isEqualTo("Patient/p1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Observation/1",
                "Observation/1/_history/0",
                "observation/1/_history/1",
                "Observation/a b/_history/1",
                "Observation/1/_history/1 or 1=1"
            })
    void otherNamesAreNone(String name) {
        assertThat(VersionName.of(name)).isEmpty();
    }
}
