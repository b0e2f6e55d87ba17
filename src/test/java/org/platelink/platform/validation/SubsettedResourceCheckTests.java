package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsettedResourceCheckTests {

    private final Observation result = new Observation();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
                "http://hl7.org/fhir/v3/ObservationValue"
            })
    void isFoundByItsLabel(String system) {
        result.getMeta().addTag("https://platelink.org/synthetic", "other", null);
        result.getMeta().addTag(system, "SUBSETTED", null);

        assertThat(SubsettedResourceCheck.findings(result)).singleElement().satisfies(finding -> {
            assertThat(finding.refuses()).isTrue();
            assertThat(finding.location()).isEqualTo("Observation.meta.tag[1]");
        });
    }

    @Test
    void otherTagsSayNothing() {
        assertThat(SubsettedResourceCheck.findings(result)).isEmpty();

        result.getMeta().addTag("https://platelink.org/synthetic", "other", null);

        assertThat(SubsettedResourceCheck.findings(result)).isEmpty();
    }
}
