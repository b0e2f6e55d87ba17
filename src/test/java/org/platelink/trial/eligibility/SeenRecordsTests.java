package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stands in the record under codes that no list knows is shown to whoever attests; an attestation without it, or
 * from before it changed, leaves the criterion open. The persons are invented.
 */
class SeenRecordsTests {

    private static final String DAY = "2026-03-02";

    private static Screening screening() {
        return new Screening("p1", DAY, "2025-01-10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EXC01", "EXC02", "EXC08", "EXC09a", "EXC09b", "EXC09c", "EXC09d", "EXC10", "EXC13", "EXC14"})
    void aConditionUnderAnotherCodeMustHaveBeenSeen(String criterion) {
        Condition local = condition("https://hospital.example/codes", "K-77", "Knoten in der Brust");

        JudgedRecord without = JudgedRecord.of(screening().add(local).unseen());
        assertThat(without.holds(criterion)).isNull();
        assertThat(without.because(criterion)).contains("Condition/local", "K-77 (Knoten in der Brust)");
        assertThat(without.see(criterion)).containsExactly("Condition/local/_history/1");

        JudgedRecord with = JudgedRecord.of(screening().add(local));
        assertThat(with.holds(criterion)).isEqualTo(false);
        assertThat(with.see(criterion)).isEmpty();
        assertThat(JudgedRecord.of(screening().add(local).unseen().attest(criterion, true))
                        .holds(criterion))
                .as("against the subject it counts all the same")
                .isEqualTo(true);
    }

    @Test
    void aConditionInWordsAloneIsShownToo() {
        Condition words = new Condition();
        words.setId("Condition/words");
        words.setCode(new CodeableConcept().setText("Z. n. Mamma-Ca 2012"));

        assertThat(JudgedRecord.of(screening().add(words).unseen()).because("EXC08"))
                .contains("Condition/words, Z. n. Mamma-Ca 2012");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, "})
    void oneThatHasChangedSinceHasNotBeenSeen(String version, @Nullable Boolean holds) {
        Condition local = condition("https://hospital.example/codes", "K-77", null);
        Screening screening = screening().add(local);
        local.getMeta().setVersionId(version);

        assertThat(JudgedRecord.of(screening).holds("EXC08")).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "EXC03, 2026-03-02, ",
        "EXC03, 2026-03-01, false",
        "EXC04, 2026-02-16, ",
        "EXC04, 2026-02-15, false",
        "EXC05, 2025-09-15, ",
        "EXC05, 2025-09-14, false",
        "EXC06, 2026-02-02, ",
        "EXC06, 2026-02-01, false",
        "INC04, 2026-02-02, ",
        "INC04, 2026-02-01, true",
    })
    void aDrugUnderAnotherCodeMustHaveBeenSeenIfItWasTakenInTheTime(
            String criterion, String until, @Nullable Boolean holds) {
        MedicationStatement drug =
                RecordedDrugsTests.statement("N02BE01", MedicationStatementStatus.COMPLETED, "2020-01-01", until);
        boolean none = criterion.equals("INC04");

        assertThat(JudgedRecord.of(screening().add(drug).unseen()).holds(criterion))
                .isEqualTo(holds);
        assertThat(JudgedRecord.of(screening().add(drug)).holds(criterion)).isEqualTo(none);
    }

    @Test
    void aGroupAboveThoseThatAreKnownIsShown() {
        MedicationStatement blood =
                RecordedDrugsTests.statement("B01", MedicationStatementStatus.ACTIVE, "2020-01-01", null);

        assertThat(JudgedRecord.of(screening().add(blood).unseen()).holds("EXC03"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-02-02, ", "2026-02-01, false"})
    void aVaccineThatNoListKnowsMustHaveBeenSeen(String given, @Nullable Boolean holds) {
        Immunization vaccine = new Immunization();
        vaccine.setStatus(ImmunizationStatus.COMPLETED);
        vaccine.setVaccineCode(new CodeableConcept().setText("Impfung"));
        vaccine.setOccurrence(new DateTimeType(given));

        assertThat(JudgedRecord.of(screening().add(vaccine).unseen()).holds("EXC11"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXC02", "EXC08", "EXC13"})
    void aProcedureThatNoListKnowsMustHaveBeenSeen(String criterion) {
        Procedure operation = new Procedure();
        operation.setStatus(ProcedureStatus.COMPLETED);
        operation.setCode(new CodeableConcept().setText("OP"));

        assertThat(JudgedRecord.of(screening().add(operation).unseen()).holds(criterion))
                .isNull();
        assertThat(JudgedRecord.of(screening().add(operation)).holds(criterion)).isEqualTo(false);
    }

    @Test
    void anAllergyThatIsNotSaidToBeSevereMustHaveBeenSeen() {
        Resource allergy = new AllergyIntolerance().setCode(new CodeableConcept().setText("Albumin"));

        assertThat(JudgedRecord.of(screening().add(allergy).unseen()).holds("EXC01"))
                .isNull();
        assertThat(JudgedRecord.of(screening().add(allergy)).holds("EXC01")).isEqualTo(false);
    }

    @Test
    void aMentalIllnessThatCameAfterTheAttestationLeavesItOpen() {
        assertThat(JudgedRecord.of(screening().condition("F20.0").unseen()).holds("EXC14"))
                .isNull();
        assertThat(JudgedRecord.of(screening().condition("F20.0")).holds("EXC14"))
                .isEqualTo(false);
    }

    @Test
    void aMaintenanceDrugThatCameAfterTheAttestationLeavesItOpen() {
        Screening prednisone = screening().drug("H02AB07", "2025-06-01", null).attest("INC04.stable", true);

        assertThat(JudgedRecord.of(prednisone).holds("INC04")).isEqualTo(true);
        assertThat(JudgedRecord.of(prednisone.unseen()).holds("INC04")).isNull();
    }

    @Test
    void nothingIsAskedWhereEachRecordIsKnown() {
        JudgedRecord judged = JudgedRecord.of(screening().condition("C50.9").unseen());

        assertThat(judged.holds("EXC02")).isEqualTo(false);
        assertThat(judged.holds("EXC08")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuted", "entered-in-error"})
    void whatIsRefutedIsNot(String status) {
        Condition local = condition("https://hospital.example/codes", "K-77", null);
        local.getVerificationStatus().addCoding(new Coding(null, "intern", null));
        local.getVerificationStatus().addCoding(new Coding(null, status, null));

        assertThat(JudgedRecord.of(screening().add(local).unseen()).holds("EXC08"))
                .isEqualTo(false);
    }

    private static Condition condition(String system, String code, @Nullable String text) {
        Condition condition = new Condition();
        condition.setId("Condition/local");
        condition.getCode().addCoding(new Coding(system, code, null));
        condition.getCode().setText(text);
        return condition;
    }

    static List<String> addresses(Map<?, ?> answer) {
        return ((List<?>) Objects.requireNonNull(answer.get("see")))
                .stream()
                        .map(one -> String.valueOf(((Map<?, ?>) one).get("address")))
                        .toList();
    }
}
