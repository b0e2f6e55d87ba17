package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Origin;
import org.platelink.laboratory.hl7v2.Result;

/** Every code of HL7 tables 0085 and 0123. */
class StatusesTests {

    private static final String TABLE = "http://terminology.hl7.org/CodeSystem/v2-";
    private static final Statuses NO_MAPS = new Statuses(Messages.maps());

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
            assertThat(Statuses.of(code, order))
                    .hasValueSatisfying(state -> assertThat(state.toCode()).isEqualTo(status));
        }
    }

    @Test
    void takesADetailOfTheOrderForNoResult() {
        assertThat(Statuses.isOrderDetail("O")).isTrue();
        assertThat(Statuses.isOrderDetail("F")).isFalse();
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
        assertThat(report(code, "F", "P")).isEqualTo(status);
    }

    @Test
    void callsAFinalReportWithACorrectedResultCorrected() {
        assertThat(report("F", "F", "C")).isEqualTo("corrected");
        assertThat(report("P", "F", "C")).isEqualTo("preliminary");
    }

    /** A, M, N, Y and Z say nothing of the state; the results do. */
    @ParameterizedTest
    @ValueSource(strings = {"A", "M", "N", "Y", "Z", ""})
    void doesNotGuessTheStateOfAReport(String code) {
        assertThat(NO_MAPS.code(order(code))).hasValue(code);
        assertThat(report(code)).isEmpty();
        assertThat(report(code, "F", "")).isEmpty();
        assertThat(report(code, "F", "F")).isEqualTo("final");
        assertThat(report(code, "F", "what waits")).isEqualTo("final");
        assertThat(report(code, "what waits")).isEmpty();
    }

    /** Both tables are closed: what is in neither says nothing, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(strings = {"f", "Q", "FINAL", "PENDING", "Preliminary", "E", "F.", "FF", "1"})
    void doesNotGuessWhatAWordMeans(String word) {
        assertThat(NO_MAPS.code(result(word))).isEmpty();
        assertThat(NO_MAPS.code(order(word))).isEmpty();
    }

    @Test
    void takesAWordThatTheSitesMapHas() {
        Statuses mapped = new Statuses(Messages.maps(
                "lab-answers|Preliminary|" + TABLE + "0085|P",
                "lab-answers|Endbefund|" + TABLE + "0123|F",
                "lab-answers|N|http://snomed.info/sct|260385009",
                "lab-answers|E|" + TABLE + "0085|Q"));

        assertThat(mapped.code(result("PRELIMINARY"))).hasValue("P");
        assertThat(mapped.code(result(" preliminary "))).hasValue("P");
        assertThat(mapped.code(order("endbefund"))).hasValue("F");
        // Each table has words of its own, and an answer is no state.
        assertThat(mapped.code(order("Preliminary"))).isEmpty();
        assertThat(mapped.code(result("N"))).hasValue("N");
        assertThat(mapped.code(result("E"))).isEmpty();
    }

    private static String report(String code, String... results) {
        return NO_MAPS.of(code, order(code, results).results())
                .map(DiagnosticReportStatus::toCode)
                .orElse("");
    }

    private static Result result(String status) {
        return new Result(
                1,
                "1",
                "NM",
                CodedElement.NONE,
                "",
                List.of(),
                CodedElement.NONE,
                "",
                List.of(),
                status,
                "",
                "",
                EntityIdentifier.NONE,
                CodedElement.NONE,
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
                CodedElement.NONE,
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
