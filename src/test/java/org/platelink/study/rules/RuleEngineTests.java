package org.platelink.study.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of a trial that this one knows nothing of, compiled when they are needed. */
class RuleEngineTests {

    private static final String HEAD = "library Another version '2.0'\nusing FHIR version '4.0.1'\n"
            + "include FHIRHelpers version '4.0.1'\ninclude TrialRules version '1.0.0' called Rules\n"
            + "code \"Haemoglobin\": '718-7' from \"LOINC\"\n";
    private static final String LOINC = "codesystem \"LOINC\": 'http://loinc.org'\n";

    private final RuleEngine engine = new RuleEngine(GuideValueSets::of);

    @Test
    void judgeOverARecordInWhateverUnit() {
        RuleLibrary library = library("context Patient\n"
                + "define \"Anaemia\": Rules.\"Is Below\"(Rules.\"Number\"(Last([Observation: \"Haemoglobin\"])), 80 'g/L')\n"
                + "define \"Day\": Rules.\"Day Of\"(Last([Observation: \"Haemoglobin\"]))\n");

        assertThat(evaluated(library, haemoglobin("7.9", "g/dL", "2026-03-02")))
                .containsEntry("Anaemia", true)
                .containsEntry("Day", LocalDate.of(2026, 3, 2));
        assertThat(evaluated(library, haemoglobin("8.0", "g/dL", "2026-03-02"))).containsEntry("Anaemia", false);
        assertThat(evaluated(library)).containsEntry("Anaemia", null);
    }

    @Test
    void takeTheLastResultByItsTime() {
        RuleLibrary library = library("context Patient\n"
                + "define \"Anaemia\": Rules.\"Is Below\"(Rules.\"Number\"(Last([Observation: \"Haemoglobin\"])), 80 'g/L')\n"
                + "define \"Day\": Rules.\"Day Of\"(Last([Observation: \"Haemoglobin\"]))\n");

        assertThat(evaluated(
                        library,
                        haemoglobin("70", "g/L", "2026-03-02T09:00:00+08:00"),
                        haemoglobin("90", "g/L", "2026-03-02T08:00:00+08:00")))
                .containsEntry("Anaemia", true);
    }

    @Test
    void mayIncludeEachOther() {
        RuleSource shared = RuleSource.of("library Shared version '1.0'\ndefine \"Limit\": 80\n");
        RuleLibrary library = new RuleLibrary(
                RuleSource.of(HEAD.replace("include TrialRules", "include Shared version '1.0'\ninclude TrialRules")
                                .replace("code", LOINC + "code")
                        + "context Patient\ndefine \"Anaemia\": Shared.\"Limit\" > 70\ndefine \"Day\": 1\n"),
                List.of(shared));

        assertThat(evaluated(library)).containsEntry("Anaemia", true);
    }

    @Test
    void thatDoNotCompileAreRefusedWithLineAndColumn() {
        RuleLibrary library = library("context Patient\ndefine \"Anaemia\": Rules.\"No Such\"(1)\ndefine \"Day\": 1\n");

        assertThatExceptionOfType(LibraryDoesNotCompile.class)
                .isThrownBy(() -> evaluated(library))
                .satisfies(failure -> {
                    assertThat(failure.faults()).hasSize(1);
                    assertThat(failure.faults().get(0).line()).isEqualTo(8);
                    assertThat(failure).hasMessageContaining("line 8, column ").hasMessageContaining("No Such");
                });
    }

    @Test
    void thatIncludeWhatIsNotThereAreRefused() {
        RuleLibrary library = new RuleLibrary(
                RuleSource.of("library Another version '2.0'\ninclude Missing version '1.0'\ndefine \"Day\": 1\n"),
                List.of());

        assertThatExceptionOfType(LibraryDoesNotCompile.class)
                .isThrownBy(() -> evaluated(library))
                .withMessageContaining("Missing");
    }

    @Test
    void anExpressionThatIsNotThereFailsWithoutAWordOfTheRecord() {
        RuleLibrary library = library("context Patient\ndefine \"Other\": 1\n");

        assertThatExceptionOfType(RuleFailed.class)
                .isThrownBy(() -> evaluated(library, haemoglobin("70", "g/L", "2026-03-02")))
                .withMessage("a rule of Another could not be evaluated");
    }

    @Test
    void aTextSaysWhichLibraryItIs() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RuleSource.of("define \"X\": 1"))
                .withMessageContaining("library MscItpEligibility version '1.0.0'");
    }

    @Test
    void aDayIsThatOfTheSite() {
        String told =
                "{\"effectiveDateTime\":\"2026-03-01T23:30:00Z\",\"note\":\"at 2026-03-01T23:30:00Z\",\"birthDate\":\"2026-03-01\"}";

        assertThat(SiteTimes.of(told, ZoneId.of("Asia/Shanghai")))
                .isEqualTo("{\"effectiveDateTime\":\"2026-03-02T07:30:00+08:00\",\"note\":\"at 2026-03-01T23:30:00Z\","
                        + "\"birthDate\":\"2026-03-01\"}");
    }

    private static RuleLibrary library(String expressions) {
        return new RuleLibrary(RuleSource.of(HEAD.replace("code", LOINC + "code") + expressions), List.of());
    }

    private Map<String, @Nullable Object> evaluated(RuleLibrary library, Observation... results) {
        Patient patient = new Patient();
        patient.setId("Patient/p1");
        return engine.evaluate(
                library, Set.of("Anaemia", "Day"), new HashMap<>(), new PatientRecord(patient, List.of(results)));
    }

    private static Observation haemoglobin(String value, String unit, String time) {
        Observation result = new Observation();
        result.setId("Observation/" + value.hashCode());
        result.setStatus(Observation.ObservationStatus.FINAL);
        result.getCode().addCoding().setSystem("http://loinc.org").setCode("718-7");
        result.setEffective(new DateTimeType(time));
        result.setValue(new Quantity()
                .setValue(new java.math.BigDecimal(value))
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit));
        return result;
    }
}
