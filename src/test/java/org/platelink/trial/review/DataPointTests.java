package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataPointTests {

    private static final Resource RESULT = new Observation().setId("Observation/1/_history/3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.value",
                "Observation.valueQuantity.value",
                "Observation.component[0].code",
                "Observation.status"
            })
    void anElementOfItsTypeIsOne(String element) {
        assertThat(DataPoint.of(RESULT, element, "element", FhirContext.forR4Cached()))
                .isEqualTo(new DataPoint("Observation", "1", "3", element));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "Observation",
                "Observation.worth",
                "Patient.birthDate",
                "Observation.value.where(true)",
                "Observation.component[-1].code",
                "Observation.component[00].code"
            })
    void whatIsNoneIsRefused(String element) {
        assertThatThrownBy(() -> DataPoint.of(RESULT, element, "element", FhirContext.forR4Cached()))
                .isInstanceOf(UnprocessableEntityException.class);
    }

    @Test
    void withoutOneItIsTheWholeResource() {
        assertThat(DataPoint.of(RESULT, null, "element", FhirContext.forR4Cached())
                        .path())
                .isEmpty();
    }
}
