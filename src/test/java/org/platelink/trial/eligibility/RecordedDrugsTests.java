package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.eligibility.JudgedRecord.Change;

/**
 * A drug, a vaccination or a procedure of which the record does not tell when or whether it was is never taken for
 * none, though everything is attested not to be so. Judged as of 2026-03-02. The persons are invented.
 */
class RecordedDrugsTests {

    private static final String DAY = "2026-03-02";
    private static final String INFUSION = "2026-03-16";
    private static final Change NOTHING = subject -> {};

    private static Screening screening() {
        return new Screening("p1", DAY, "2025-01-10");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 2020-01-01, , true",
        "ACTIVE, 2026-03-02, , true",
        "ACTIVE, 2026-03-03, , false",
        "ACTIVE, 2026-03, , ",
        "ACTIVE, 2026-02, , true",
        "ACTIVE, , , ",
        "ACTIVE, 2020-01-01, 2026-03-02, true",
        "ACTIVE, 2020-01-01, 2026-03-01, ",
        "COMPLETED, 2020-01-01, , ",
        "COMPLETED, 2020-01-01, 2026-03-02, true",
        "COMPLETED, 2020-01-01, 2026-03-01, false",
        "COMPLETED, 2020-01-01, 2026-03, ",
        "COMPLETED, 2020-01-01, 2026-02, false",
        "COMPLETED, , 2026-03-02, ",
        "COMPLETED, , 2026-03-01, false",
        "COMPLETED, , , ",
        "STOPPED, 2020-01-01, , ",
        "STOPPED, 2020-01-01, 2026-03-01, false",
        "ONHOLD, 2020-01-01, , ",
        "ONHOLD, 2020-01-01, 2026-01-01, ",
        "ONHOLD, 2026-03-03, , false",
        "UNKNOWN, 2020-01-01, , ",
        "UNKNOWN, , , ",
        "INTENDED, 2026-03-01, , ",
        "INTENDED, 2026-03-03, , false",
        "NOTTAKEN, 2020-01-01, , false",
        "ENTEREDINERROR, 2020-01-01, , false",
    })
    void anAnticoagulantIsTakenOrMayBe(
            MedicationStatementStatus status, @Nullable String since, @Nullable String until, @Nullable Boolean holds) {
        JudgedRecord judged = JudgedRecord.of(screening().add(statement("B01AC06", status, since, until)));

        assertThat(judged.holds("EXC03")).as(judged.because("EXC03")).isEqualTo(holds);
    }

    @Test
    void anActiveDrugWithASingleDayIsStillTaken() {
        MedicationStatement aspirin = statement("B01AC06", MedicationStatementStatus.ACTIVE, null, null);
        aspirin.setEffective(new DateTimeType("2026-01-05"));

        assertThat(JudgedRecord.of(screening().add(aspirin)).holds("EXC03")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"11289, true", "1191, true", "1364435, true", "161, false"})
    void anticoagulantsAreKnownByRxNormToo(String rxnorm, boolean holds) {
        MedicationStatement drug = statement("X", MedicationStatementStatus.ACTIVE, "2020-01-01", null);
        drug.setMedication(
                new CodeableConcept(new Coding("http://www.nlm.nih.gov/research/umls/rxnorm", rxnorm, null)));

        assertThat(JudgedRecord.of(screening().add(drug)).holds("EXC03")).isEqualTo(holds);
    }

    @Test
    void whatIsNotExactIsNamedAndAnAttestedAnticoagulantExcludesAllTheSame() {
        MedicationStatement aspirin = statement("B01AC06", MedicationStatementStatus.UNKNOWN, null, null);
        aspirin.setId("MedicationStatement/aspirin");
        Screening screening = screening().add(aspirin);

        assertThat(JudgedRecord.of(screening).because("EXC03"))
                .isEqualTo("It is not recorded exactly enough: MedicationStatement/aspirin.");
        assertThat(JudgedRecord.of(screening.attest("EXC03", true)).holds("EXC03"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "EXC04, J06BA02, COMPLETED, , , ",
        "EXC04, J06BA02, COMPLETED, 2026-03, , ",
        "EXC04, J06BA02, COMPLETED, 2025-01-01, , ",
        "EXC04, J06BA02, COMPLETED, , 2026-03-02, ",
        "EXC04, J06BA02, COMPLETED, , 2026-03-01, false",
        "EXC04, J06BA02, UNKNOWN, 2025-01-01, , ",
        "EXC04, J06BA02, ONHOLD, 2025-01-01, , ",
        "EXC04, J06BA02, ACTIVE, 2025-01-01, , true",
        "EXC04, J06BA02, INTENDED, 2026-03-10, , ",
        "EXC04, J06BA02, INTENDED, 2026-03-17, , false",
        "EXC05, L01FA01, COMPLETED, , , ",
        "EXC05, L01FA01, COMPLETED, 2025-09, 2025-09, ",
        "EXC05, L01FA01, COMPLETED, 2025-08, 2025-08, false",
        "EXC05, L01FA01, COMPLETED, 2025-10, 2025-10, true",
        "EXC05, L01FA01, UNKNOWN, 2020-01-01, , ",
        "EXC05, L01FA01, STOPPED, 2020-01-01, , ",
    })
    void aTreatmentBeforeTheFirstInfusionWasGivenOrMayHaveBeen(
            String criterion,
            String atc,
            MedicationStatementStatus status,
            @Nullable String since,
            @Nullable String until,
            @Nullable Boolean holds) {
        JudgedRecord judged =
                JudgedRecord.of(screening().add(statement(atc, status, since, until)), NOTHING, DAY, INFUSION);

        assertThat(judged.holds(criterion)).as(judged.because(criterion)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"INPROGRESS, true", "COMPLETED, true", "STOPPED, true", "ONHOLD, ", "UNKNOWN, ", "NOTDONE, false"})
    void anAdministrationCountsByItsStatus(MedicationAdministrationStatus status, @Nullable Boolean holds) {
        MedicationAdministration globulin = new MedicationAdministration();
        globulin.setStatus(status);
        globulin.setMedication(new CodeableConcept(new Coding("http://www.whocc.no/atc", "J06BA02", null)));
        globulin.setEffective(new DateTimeType("2026-03-05"));

        assertThat(JudgedRecord.of(screening().add(globulin), NOTHING, DAY, INFUSION)
                        .holds("EXC04"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 2026-02-02, true",
        "ACTIVE, 2026-02-03, false",
        "ACTIVE, 2026-02, ",
        "ACTIVE, 2026-01, true",
        "ACTIVE, , ",
        "ONHOLD, 2025-01-01, ",
        "UNKNOWN, 2025-01-01, ",
        "COMPLETED, 2025-01-01, ",
    })
    void aMaintenanceDrugIsStableOnlyWhereItsTimesAreTold(
            MedicationStatementStatus status, @Nullable String since, @Nullable Boolean holds) {
        for (String atc : new String[] {"H02AB07", "L04AX01", "B02BX05"}) {
            Screening screening = screening()
                    .add(statement(atc, status, since, null))
                    .attest("INC04.regimen", true)
                    .attest("INC04.stable", true);

            assertThat(JudgedRecord.of(screening).holds("INC04")).as(atc).isEqualTo(holds);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsDoseMustRemainUnchanged(boolean unchanged) {
        Screening prednisone = screening().drug("H02AB07", "2025-06-01", null).attest("INC04.stable", true);

        assertThat(JudgedRecord.of(prednisone.attest("INC04.unchanged", unchanged))
                        .holds("INC04"))
                .isEqualTo(unchanged);
        assertThat(JudgedRecord.of(prednisone.attest("INC04.unchanged", null)).holds("INC04"))
                .isNull();
    }

    @Test
    void aLiveVaccineWithoutADayMayHaveBeenLately() {
        Immunization vaccine = new Immunization();
        vaccine.setStatus(ImmunizationStatus.COMPLETED);
        vaccine.setVaccineCode(new CodeableConcept(new Coding("http://hl7.org/fhir/sid/cvx", "03", null)));
        vaccine.setOccurrence(new StringType("this spring"));

        assertThat(JudgedRecord.of(screening().add(vaccine), NOTHING, DAY, INFUSION)
                        .holds("EXC11"))
                .isNull();
        vaccine.setStatus(ImmunizationStatus.NOTDONE);
        assertThat(JudgedRecord.of(screening().add(vaccine), NOTHING, DAY, INFUSION)
                        .holds("EXC11"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, true", "STOPPED, true", "ONHOLD, ", "UNKNOWN, ", "NOTDONE, false", "PREPARATION, false"})
    void aTransplantationWasDoneOrMayHaveBeen(ProcedureStatus status, @Nullable Boolean holds) {
        Procedure transplantation = new Procedure();
        transplantation.setStatus(status);
        transplantation.getCode().addCoding(new Coding("http://snomed.info/sct", "70536003", null));

        assertThat(JudgedRecord.of(screening().add(transplantation)).holds("EXC13"))
                .isEqualTo(holds);
    }

    @Test
    void anotherTrialWithoutTimesCounts() {
        ResearchSubject other = new ResearchSubject();
        other.setId("ResearchSubject/s2");
        other.setStatus(ResearchSubjectStatus.OFFSTUDY);

        assertThat(JudgedRecord.of(screening().add(other)).because("EXC06")).contains("another trial");
    }

    static MedicationStatement statement(
            String atc, MedicationStatementStatus status, @Nullable String since, @Nullable String until) {
        MedicationStatement taken = new MedicationStatement();
        taken.setStatus(status);
        taken.setMedication(new CodeableConcept(new Coding("http://www.whocc.no/atc", atc, null)));
        Period period = new Period();
        if (since != null) {
            period.setStartElement(new DateTimeType(since));
        }
        if (until != null) {
            period.setEndElement(new DateTimeType(until));
        }
        if (!period.isEmpty()) {
            taken.setEffective(period);
        }
        return taken;
    }
}
