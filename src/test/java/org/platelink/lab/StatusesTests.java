package org.platelink.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.hl7v2.Coded;
import org.platelink.hl7v2.EntityIdentifier;
import org.platelink.hl7v2.Order;
import org.platelink.hl7v2.Origin;
import org.platelink.hl7v2.Result;

/** Every code of HL7 tables 0085 and 0123. */
class StatusesTests {

    @ParameterizedTest
    @CsvSource({
        "A, amended",
        "B, final",
        "C, corrected",
        "D, entered-in-error",
        "F, final",
        "I, registered",
        "N, final",
        "P, preliminary",
        "R, preliminary",
        "S, preliminary",
        "U, final",
        "V, final",
        "W, entered-in-error",
        "X, cancelled",
    })
    void readsTheStateOfAResult(String code, String status) {
        // Another state of its order does not change it.
        for (String order : List.of("F", "P", "X", "")) {
            assertThat(Statuses.of(result(code), order(order, code)))
                    .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo(status));
        }
    }

    @Test
    void takesADetailOfTheOrderForNoResult() {
        assertThat(Statuses.isOrderDetail(result("O"))).isTrue();
        assertThat(Statuses.isOrderDetail(result("F"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "O, registered",
        "I, registered",
        "S, registered",
        "P, preliminary",
        "C, corrected",
        "R, partial",
        "F, final",
        "X, cancelled",
    })
    void readsTheStateOfAReport(String code, String status) {
        assertThat(Statuses.of(order(code, "F", "P")))
                .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo(status));
    }

    @Test
    void callsAFinalReportWithACorrectedResultCorrected() {
        assertThat(Statuses.of(order("F", "F", "C")))
                .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo("corrected"));
        assertThat(Statuses.of(order("P", "F", "C")))
                .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo("preliminary"));
    }

    /** A, M, N, Y and Z say nothing of the state; the results do. */
    @ParameterizedTest
    @ValueSource(strings = {"A", "M", "N", "Y", "Z", "", "f", "FINAL"})
    void doesNotGuessTheStateOfAReport(String code) {
        assertThat(Statuses.of(order(code))).isEmpty();
        assertThat(Statuses.of(order(code, "F", "?"))).isEmpty();
        assertThat(Statuses.of(order(code, "F", "F")))
                .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo("final"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f", "Q", "FINAL"})
    void doesNotGuessTheStateOfAResult(String code) {
        assertThat(Statuses.of(result(code), order("Z", code))).isEmpty();
    }

    private static Result result(String status) {
        return new Result(
                1,
                "1",
                "NM",
                Coded.NONE,
                "",
                List.of(),
                Coded.NONE,
                "",
                List.of(),
                status,
                "",
                "",
                EntityIdentifier.NONE,
                Coded.NONE,
                List.of(),
                Origin.NONE,
                List.of(),
                0);
    }

    private static Order order(String status, String... results) {
        return new Order(
                1,
                EntityIdentifier.NONE,
                EntityIdentifier.NONE,
                Coded.NONE,
                "",
                "",
                "",
                "",
                status,
                Arrays.stream(results).map(StatusesTests::result).toList(),
                List.of(),
                List.of());
    }
}
