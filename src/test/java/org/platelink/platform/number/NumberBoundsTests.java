package org.platelink.platform.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberBoundsTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "+1",
                "123456789012345678",
                "1234567890.12345678",
                "0.000000000000000001",
                "9007199254740993",
                "1e60",
                "-1E-60",
                "9.99e+60",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890",
                ".5",
                "5.",
                "0e60"
            })
    void takesWhatFhirAsksForAndMore(String text) {
        assertThat(NumberBounds.objection(text)).isEmpty();
        assertThat(NumberBounds.objection(new BigDecimal(text))).isEmpty();
        assertThat(NumberBounds.read(text)).isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e61",
                "-1e-61",
                "12e60",
                "0.1e-60",
                "1e1000000",
                "9e200000",
                "1e2147483647",
                "0e61",
                "12345678901234567890123456789012345678901",
                "0.12345678901234567890123456789012345678901",
                "1.0000000000000000000000000000000000000000",
                "\u0661e\u0661\u0660\u0660"
            })
    void refusesWhatIsBeyond(String text) {
        assertThat(NumberBounds.objection(text)).isPresent();
        assertThat(NumberBounds.objection(new BigDecimal(text))).isPresent();
        assertThatExceptionOfType(NumberOutOfBounds.class).isThrownBy(() -> NumberBounds.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e9", "1e", "1e+", "26E00123X", "1..2", "1e99999e9", "abc", "1 000"})
    void hasNothingAgainstWhatIsNoNumber(String text) {
        assertThat(NumberBounds.objection(text)).isEmpty();
    }

    @Test
    void readsTenMillionDigitsAndExponentsOfMoreThanThatInNoTime() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(NumberBounds.objection("9".repeat(10_000_000))).isPresent();
            assertThat(NumberBounds.objection("0".repeat(10_000_000))).isPresent();
            assertThat(NumberBounds.objection("1e" + "9".repeat(10_000_000))).isPresent();
            assertThat(NumberBounds.objection(new BigDecimal("1e1000000000"))).isPresent();
            assertThat(NumberBounds.objection(BigInteger.ONE.shiftLeft(10_000_000)))
                    .isPresent();
        });
    }

    @Test
    void saysWhatToDoAndRepeatsLittleOfTheNumber() {
        assertThat(NumberBounds.objection("9".repeat(1000)).orElseThrow())
                .contains("40 digits", "fewer digits, or in another unit")
                .hasSizeLessThan(220);
    }

    @Test
    void saysWhereANumberOfJsonStands() throws Exception {
        JsonNode tree = JSON.readTree("{\"a\":[{\"b\":1.5},{\"value\":1e1000000}],\"c\":\"1e1000000\"}");

        assertThatExceptionOfType(NumberOutOfBounds.class)
                .isThrownBy(() -> JsonNumbers.check(tree))
                .satisfies(refused -> assertThat(refused.place()).isEqualTo("a[1].value"));
        JsonNumbers.check(JSON.readTree("{\"a\":[1, 1e60, {\"b\":-0.5}],\"c\":\"1e1000000\"}"));
    }
}
