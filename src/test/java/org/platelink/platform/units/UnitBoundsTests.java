package org.platelink.platform.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitBoundsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10*9/L",
                "10*-3",
                "10^60",
                "mg/dL",
                "m2",
                "cm[H2O]",
                "mL/min/{1.73_m2}",
                "100000.mg",
                "/[arb'U]",
                "ug/10*6.{cells}",
                "{1234567890123456789012345678901234567890}",
                "L/min/(7.m2)"
            })
    void takesUnitsOfMedicine(String code) {
        assertThat(UnitBounds.areKeptBy(code)).isTrue();
        assertThat(Ucum.isCode(code)).isEqualTo(CachingUcumService.load().validate(code) == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10*9999",
                "10*-9999",
                "10^99999",
                "Gm999",
                "mol61",
                "km60.km60.km60",
                "10*60.10*60.10*60/10*60",
                "99999999999999999999.mg",
                "10*99999999999999999999999999999999999"
            })
    void calculatesWithNoUnitThatComesToThousandsOfDigits(String code) {
        assertThat(UnitBounds.areKeptBy(code)).isFalse();
        assertThat(Ucum.isCode(code)).isFalse();
        assertThatExceptionOfType(UcumException.class)
                .isThrownBy(() -> CachingUcumService.load().getCanonicalForm(new Pair(new Decimal("1"), code)));
    }
}
