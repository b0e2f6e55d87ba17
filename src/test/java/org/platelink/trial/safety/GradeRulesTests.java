package org.platelink.trial.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MscItpSafety.cql, each boundary of CTCAE 5.0 on both sides. All persons are invented. */
class GradeRulesTests {

    private static final String ALT = "1742-6";
    private static final String AST = "1920-8";
    private static final String BILIRUBIN = "1975-2";
    private static final String CREATININE = "2160-0";
    private static final String BEFORE = "2026-03-10";
    private static final String AFTER = "2026-04-01";

    @ParameterizedTest
    @CsvSource({
        "40, 0",
        "40.1, 1",
        "120, 1",
        "120.1, 2",
        "200, 2",
        "200.1, 3",
        "800, 3",
        "800.1, 4",
        ">900, 4",
        "<10, 0"
    })
    void transaminasesAreGradedByTheLimitWhereTheBaselineWasNormal(String value, int grade) {
        for (String loinc : List.of(ALT, AST)) {
            assertThat(graded(loinc, "U/L", "40", "40", value)).isEqualTo(grade);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 0", "119.9, 0", "120, 1", "240, 1", "240.1, 2", "400, 2", "400.1, 3", "1600, 3", "1600.1, 4"})
    void transaminasesAreGradedByTheBaselineWhereItWasAbnormal(String value, int grade) {
        assertThat(graded(ALT, "U/L", "40", "80", value)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"1.2, 0", "1.21, 1", "1.8, 1", "1.81, 2", "3.6, 2", "3.61, 3", "12, 3", "12.1, 4"})
    void bilirubinIsGradedByTheLimitWhereTheBaselineWasNormal(String value, int grade) {
        assertThat(graded(BILIRUBIN, "mg/dL", "1.2", "0.8", value)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2.01, 1", "3, 1", "3.01, 2", "6, 2", "6.01, 3", "20, 3", "20.1, 4"})
    void bilirubinIsGradedByTheBaselineWhereItWasAbnormal(String value, int grade) {
        assertThat(graded(BILIRUBIN, "mg/dL", "1.2", "2", value)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 0", "1.01, 1", "1.35, 1", "1.36, 2", "1.51, 2", "2.7, 2", "2.71, 3", "3.01, 3", "6.0, 3", "6.01, 4"
    })
    void creatinineIsGradedByTheLimitAndTheBaseline(String value, int grade) {
        assertThat(graded(CREATININE, "mg/dL", "1.0", "0.9", value))
                .as("limit 1.0, of the baseline 0.9 1.5 times are 1.35 and 3 times 2.7")
                .isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"0.75, 0", "0.76, 2", "1.5, 2", "1.51, 3"})
    void creatinineWithinItsLimitIsGradedByTheBaseline(String value, int grade) {
        assertThat(graded(CREATININE, "mg/dL", "2.0", "0.5", value)).isEqualTo(grade);
    }

    @Test
    void ofAResultBeforeTheTreatmentTheLimitDecides() {
        var suggestion =
                new SafetyRecord().result(BEFORE, ALT, "130", "U/L", "40").last();

        assertThat(suggestion.get("grade")).isEqualTo(2);
        assertThat(suggestion.get("beforeTreatment")).isEqualTo(true);
        assertThat(suggestion.get("because"))
                .isEqualTo(
                        "Alanine aminotransferase increased: 130 U/L on 2026-03-10, above 3.0 and at most 5.0 times its"
                                + " upper limit of 40.");
    }

    @Test
    void theSentenceSaysByWhatItIsGraded() {
        assertThat(pair(ALT, "U/L", "40", "80", "250").last().get("because"))
                .isEqualTo(
                        "Alanine aminotransferase increased: 250 U/L on 2026-04-01, above 3.0 and at most 5.0 times the"
                                + " baseline of 80 U/L on 2026-03-10, which was above its own limit.");
        assertThat(pair(CREATININE, "mg/dL", "2.0", "0.5", "0.8").last().get("because"))
                .isEqualTo(
                        "Creatinine increased: 0.8 mg/dL on 2026-04-01, above 1.5 and at most 3.0 times the baseline of"
                                + " 0.5 mg/dL on 2026-03-10.");
        assertThat(pair(CREATININE, "mg/dL", "2.0", "0.5", "0.8").last().get("baseline"))
                .isEqualTo("Observation/o0");
    }

    @Test
    void withoutALimitOrABaselineItIsNotKnown() {
        var noLimit = new SafetyRecord()
                .result(BEFORE, ALT, "30", "U/L", "40")
                .result(AFTER, ALT, "130", "U/L", null)
                .last();
        assertThat(noLimit.get("grade")).isNull();
        assertThat(noLimit.get("missing"))
                .isEqualTo(
                        List.of("the upper limit of normal of the result, and a value that can be compared with it"));

        var noBaseline =
                new SafetyRecord().result(AFTER, ALT, "130", "U/L", "40").last();
        assertThat(noBaseline.get("grade")).isNull();
        assertThat(noBaseline.get("because"))
                .isEqualTo("Alanine aminotransferase increased: 130 U/L on 2026-04-01, without a baseline.");

        var noLimitOfBaseline = new SafetyRecord()
                .result(BEFORE, ALT, "30", "U/L", null)
                .result(AFTER, ALT, "130", "U/L", "40")
                .last();
        assertThat(noLimitOfBaseline.get("grade")).isNull();
        assertThat(noLimitOfBaseline.get("missing")).isEqualTo(List.of("the upper limit of normal of the baseline"));

        assertThat(new SafetyRecord()
                        .result(AFTER, ALT, "30", "U/L", "40")
                        .last()
                        .get("grade"))
                .as("within the limit, whatever the baseline was")
                .isEqualTo(0);
        assertThat(new SafetyRecord()
                        .result(AFTER, CREATININE, "7", "mg/dL", "1")
                        .last()
                        .get("grade"))
                .as("grade 4 is by the limit alone")
                .isEqualTo(4);
        assertThat(new SafetyRecord()
                        .result(AFTER, CREATININE, "1.2", "mg/dL", "1")
                        .last()
                        .get("grade"))
                .as("it might be 2 or 3 by the baseline")
                .isNull();
    }

    @Test
    void aRangeAcrossALimitIsNotKnown() {
        assertThat(graded(ALT, "U/L", "40", "30", ">100")).isNull();
        assertThat(graded(ALT, "U/L", "40", "30", "<100")).isNull();
    }

    @Test
    void unitsAreConverted() {
        assertThat(new SafetyRecord()
                        .result(BEFORE, BILIRUBIN, "8", "mg/L", "12")
                        .result(AFTER, BILIRUBIN, "1.9", "mg/dL", "1.2")
                        .last()
                        .get("grade"))
                .isEqualTo(2);
    }

    @Test
    void plateletsAreNeverGraded() {
        assertThat(new SafetyRecord()
                        .result(AFTER, "777-3", "5", "10*9/L", "350")
                        .suggestions())
                .isEmpty();
    }

    @Test
    void onlyFinalResultsAreGraded() {
        assertThat(new SafetyRecord()
                        .result(AFTER, ALT, "900", "U/L", "40", one -> one.setStatus(ObservationStatus.PRELIMINARY))
                        .result(AFTER, ALT, "900", "U/L", "40", one -> one.setStatus(ObservationStatus.ENTEREDINERROR))
                        .suggestions())
                .isEmpty();
    }

    private static Object graded(String loinc, String unit, String limit, String baseline, String value) {
        return pair(loinc, unit, limit, baseline, value).last().get("grade");
    }

    private static SafetyRecord pair(String loinc, String unit, String limit, String baseline, String value) {
        return new SafetyRecord().result(BEFORE, loinc, baseline, unit, limit).result(AFTER, loinc, value, unit, limit);
    }
}
