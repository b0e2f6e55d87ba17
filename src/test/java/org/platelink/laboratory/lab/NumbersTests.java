package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is one number, and what is none. */
class NumbersTests {

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "6.10, 6.10",
        "0.052, 0.052",
        ".5, 0.5",
        "-3, -3",
        "+7, 7",
        "=5, 5",
        "0, 0",
        "123456789012345, 123456789012345",
    })
    void keepsANumberAsItWasSent(String sent, String number) {
        assertThat(Numbers.quantity(sent)).hasValueSatisfying(quantity -> {
            assertThat(quantity.getValue().toPlainString()).isEqualTo(number);
            assertThat(quantity.hasComparator()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "<7, LESS_THAN, 7",
        "< 7.5, LESS_THAN, 7.5",
        "<=7, LESS_OR_EQUAL, 7",
        ">1000, GREATER_THAN, 1000",
        ">=90, GREATER_OR_EQUAL, 90",
    })
    void readsTheSignBeforeANumber(String sent, QuantityComparator comparator, String number) {
        assertThat(Numbers.quantity(sent)).hasValueSatisfying(quantity -> {
            assertThat(quantity.getComparator()).isEqualTo(comparator);
            assertThat(quantity.getValue()).hasToString(number);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5,3",
                "1,000",
                "41.5%  3.02",
                "27~25",
                "27-25",
                "27 25",
                "1e5",
                "5.",
                "<",
                "<>5",
                "=<5",
                "~5",
                "about 40",
                "12\n13",
                "\n12",
                "\u0665",
                "12345678901234567890123456789012345678901",
                "0.0000000000000000000000000000000000000000000000000000000000001",
                "0x10",
                "NaN",
                "--5",
                "- 5",
            })
    void makesNoNumberOfAnythingElse(String sent) {
        assertThat(Numbers.quantity(sent)).isEmpty();
    }

    /** FHIR asks for 18 digits. */
    @Test
    void keepsEighteenDigits() {
        assertThat(Numbers.quantity("123456789012345.678").orElseThrow().getValue())
                .isEqualTo(new java.math.BigDecimal("123456789012345.678"));
        assertThat(Numbers.quantity("123456789012345678").orElseThrow().getValue())
                .isEqualTo(new java.math.BigDecimal("123456789012345678"));
    }

    @Test
    void seesADigitWhereverItStands() {
        assertThat(Numbers.hasDigit("about 40")).isTrue();
        assertThat(Numbers.hasDigit("\u0665")).isTrue();
        assertThat(Numbers.hasDigit("Clumped")).isFalse();
    }
}
