package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide of this repository wants of its analytes. */
class AnalytesTests {

    private final Analytes analytes = GuideAnalytes.read();

    @ParameterizedTest
    @ValueSource(strings = {"777-3", "26515-7", "778-1", "49497-1"})
    void wantsPlateletsAsANumberInOneOfSixUnits(String loinc) {
        assertThat(analytes.of(loinc)).hasValueSatisfying(platelets -> {
            assertThat(platelets.quantity()).isTrue();
            assertThat(platelets.isCoded()).isFalse();
            assertThat(platelets.answers()).isEmpty();
            assertThat(platelets.units())
                    .containsExactlyInAnyOrder("10*9/L", "10^9/L", "10*3/uL", "10*3/mm3", "/nL", "/uL");
        });
    }

    @Test
    void wantsHepatitisBAsAnAnswer() {
        assertThat(analytes.of("5196-1")).hasValueSatisfying(antigen -> {
            assertThat(antigen.quantity()).isFalse();
            assertThat(antigen.isCoded()).isTrue();
            assertThat(antigen.units()).isEmpty();
            assertThat(antigen.answers())
                    .contains(
                            "http://snomed.info/sct|260385009",
                            "http://loinc.org|LA6576-8",
                            "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation|IND")
                    .hasSize(10);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1988-5", "600-7", "", "LA6576-8"})
    void wantsNothingOfACodeWithoutAProfile(String loinc) {
        assertThat(analytes.of(loinc)).isEmpty();
    }

    @Test
    void wantsNothingWithoutAGuide() {
        assertThat(Analytes.of(List.of(), List.of()).of("777-3")).isEmpty();
    }
}
