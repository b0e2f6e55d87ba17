package org.platelink.platform.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UcumTests {

    @ParameterizedTest
    @CsvSource({
        "62, 10*9/L, 62",
        "62.5, 10*3/uL, 62.5",
        "62000, /uL, 62",
        "62.5, /nL, 62.5",
        "0, 10*3/uL, 0",
        "62, 10^9/L, 62",
        "62, 10*3/mm3, 62",
        "1200000, /uL, 1200"
    })
    void convertsCounts(BigDecimal number, String unit, BigDecimal expected) {
        assertThat(Ucum.converted(number, unit, "10*9/L"))
                .hasValueSatisfying(
                        converted -> assertThat(converted.toPlainString()).isEqualTo(expected.toPlainString()));
    }

    @Test
    void whatCannotBeComparedIsNotConverted() {
        assertThat(Ucum.converted(BigDecimal.ONE, "mg/dL", "10*9/L")).isEmpty();
        assertThat(Ucum.converted(BigDecimal.ONE, "G/l of blood", "10*9/L")).isEmpty();
        assertThat(Ucum.converted(BigDecimal.ONE, "", "10*9/L")).isEmpty();
    }
}
