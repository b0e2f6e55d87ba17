package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.eligibility.JudgedRecord.Change;

/** Every criterion at its boundaries, on both sides. The persons are invented. */
class CriteriaTests {

    private static final String DAY = "2026-03-02";
    private static final Change NOTHING = subject -> {};

    private static Screening screening() {
        return new Screening("p1", DAY, "2025-01-10");
    }

    @Test
    void whoeverFulfilsEachCriterionIsJudgedSoInEach() {
        String table = JudgedRecord.of(screening()).table();

        assertThat(table.lines().filter(line -> line.startsWith("INC")))
                .hasSize(8)
                .allMatch(line -> line.contains(" true: "));
        assertThat(table.lines().filter(line -> line.startsWith("EXC")))
                .hasSize(15)
                .allMatch(line -> line.contains(" false: "));
        assertThat(table).doesNotContain("null");
    }

    @Nested
    class Consent {

        @Test
        void isActiveAndNotLater() {
            assertThat(judged(subject -> subject.consent.setStatus(ConsentState.INACTIVE))
                            .holds("INC01"))
                    .isEqualTo(false);
            assertThat(judged(subject -> subject.consent.setDateTimeElement(new DateTimeType("2026-03-03")))
                            .holds("INC01"))
                    .isEqualTo(false);
            assertThat(judged(subject -> subject.consent.setDateTimeElement(new DateTimeType("2026-03")))
                            .holds("INC01"))
                    .isNull();
        }

        @Test
        void isUnknownWhereNoneIsRecorded() {
            JudgedRecord judged = judged(subject -> subject.consent.setId("Consent/of-another"));

            assertThat(judged.holds("INC01")).isNull();
            assertThat(judged.because("INC01")).isEqualTo("No consent of this subject is recorded.");
        }

        @Test
        void comesBeforeTheFirstVisit() {
            assertThat(judged(subject -> subject.others.add(visit("2026-03-01T10:00:00+08:00")))
                            .holds("INC01"))
                    .isEqualTo(false);
            assertThat(judged(subject -> subject.others.add(visit("2026-03-02T10:00:00+08:00")))
                            .holds("INC01"))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @CsvSource({
            "17, guardian assent, true",
            "17, guardian assent-waiver, true",
            "17, guardian, ",
            "17, assent, ",
            "7, guardian, ",
            "6, guardian, true",
            "6, none, ",
            "18, none, true"
        })
        void ofAMinorIsTheGuardiansWithTheAssentOrItsWaiver(int age, String parts, @Nullable Boolean holds) {
            String guide = "https://platelink.org/ig/msc-itp/StructureDefinition/";
            JudgedRecord judged = judged(subject -> {
                subject.age = age;
                subject.patient.setBirthDate(null);
                if (parts.contains("guardian")) {
                    subject.consent.addExtension(
                            guide + "consent-by-guardian", new CodeableConcept().setText("mother"));
                }
                if (parts.endsWith("assent")) {
                    subject.consent.addExtension(guide + "assent", new DateTimeType(DAY));
                }
                if (parts.endsWith("waiver")) {
                    subject.consent.addExtension(guide + "assent-waiver", new StringType("not able"));
                }
            });

            assertThat(judged.holds("INC01")).as(judged.because("INC01")).isEqualTo(holds);
        }

        private Encounter visit(String start) {
            Encounter visit = new Encounter();
            visit.addExtension(new Extension("https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit"));
            visit.setStatus(Encounter.EncounterStatus.FINISHED);
            visit.getPeriod().setStartElement(new DateTimeType(start));
            return visit;
        }
    }

    @Nested
    class Age {

        @ParameterizedTest
        @CsvSource({"3, false", "4, true", "75, true", "76, false"})
        void isCountedInCompletedYears(int years, boolean holds) {
            assertThat(judged(subject -> {
                                subject.age = years;
                                subject.patient.setBirthDate(null);
                            })
                            .holds("INC02"))
                    .isEqualTo(holds);
        }

        /** An analyser computes an age from what it was told; the study's is what the registration recorded. */
        @Test
        void isNotReadFromALaboratory() {
            assertThat(judged(subject -> {
                                subject.age = 41;
                                Observation computed = JudgedRecord.age(80);
                                computed.addCategory()
                                        .addCoding()
                                        .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                                        .setCode("laboratory");
                                subject.others.add(computed);
                            })
                            .holds("INC02"))
                    .isEqualTo(true);
            assertThat(judged(subject -> {
                                subject.age = null;
                                subject.patient.setBirthDateElement(new DateType("1950-04"));
                                Observation computed = JudgedRecord.age(80);
                                computed.addCategory()
                                        .addCoding()
                                        .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                                        .setCode("laboratory");
                                subject.others.add(computed);
                            })
                            .holds("INC02"))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @CsvSource({
            "2022-02, true",
            "2022-04, false",
            "2022-03, ",
            "1950-04, true",
            "1950-02, false",
            "1950-03, ",
            "1980, true"
        })
        void isToldByTheMonthOfBirthWhereThatIsEnough(String birth, @Nullable Boolean holds) {
            JudgedRecord judged = judged(subject -> {
                subject.age = null;
                subject.patient.setBirthDateElement(new DateType(birth));
            });

            assertThat(judged.holds("INC02")).isEqualTo(holds);
        }
    }

    @Nested
    class Thrombocytopenia {

        @ParameterizedTest
        @CsvSource({"2025-12-01, true", "2025-12-02, false", "2025-12, ", "2025-11, true", "2026-01, false"})
        void hasLastedMoreThanThreeMonths(String onset, @Nullable Boolean holds) {
            assertThat(JudgedRecord.of(new Screening("p1", DAY, onset)).holds("INC03"))
                    .isEqualTo(holds);
        }

        @Test
        void isRecorded() {
            assertThat(JudgedRecord.of(screening().without(one -> one instanceof Condition))
                            .holds("INC03"))
                    .isNull();
            assertThat(JudgedRecord.of(screening()
                                    .without(one -> one instanceof Condition)
                                    .condition("D69.3"))
                            .holds("INC03"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening()
                                    .without(one -> one instanceof Condition)
                                    .condition("D69.6"))
                            .holds("INC03"))
                    .isNull();
        }

        @Test
        void isAttestedToBeRefractory() {
            assertThat(JudgedRecord.of(screening().attest("INC03", null)).holds("INC03"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().attest("INC03", false)).holds("INC03"))
                    .isEqualTo(false);
        }
    }

    @Nested
    class Maintenance {

        @ParameterizedTest
        @CsvSource({"2026-02-02, true", "2026-02-03, false"})
        void hasBeenStableForFourWeeks(String since, boolean holds) {
            assertThat(JudgedRecord.of(screening().drug("H02AB07", since, null).attest("INC04.stable", true))
                            .holds("INC04"))
                    .isEqualTo(holds);
        }

        @Test
        void isAttestedToBeStable() {
            Screening prednisolone = screening().drug("H02AB06", "2025-06-01", null);

            assertThat(JudgedRecord.of(prednisolone).holds("INC04"))
                    .as("a record against the attestation that there is no regimen")
                    .isNull();
            assertThat(JudgedRecord.of(prednisolone.attest("INC04.stable", false))
                            .holds("INC04"))
                    .isEqualTo(false);
        }

        @Test
        void thatWasStoppedIsNone() {
            assertThat(JudgedRecord.of(screening().drug("H02AB06", "2026-02-20", "2026-03-01"))
                            .holds("INC04"))
                    .isEqualTo(true);
        }
    }

    @Nested
    class LiverAndKidney {

        @ParameterizedTest
        @CsvSource({
            "1742-6, 120, U/L, 40, INC05a, true",
            "1742-6, 120.1, U/L, 40, INC05a, false",
            "1742-6, 2, ukat/L, 0.67, INC05a, true",
            "1920-8, 105, U/L, 35, INC05b, true",
            "1920-8, 105.1, U/L, 35, INC05b, false",
            "1975-2, 1.8, mg/dL, 1.2, INC05c, true",
            "1975-2, 1.81, mg/dL, 1.2, INC05c, false",
            "14631-6, 31.5, umol/L, 21, INC05c, true",
            "2160-0, 1.35, mg/dL, 0.9, INC05d, true",
            "2160-0, 1.36, mg/dL, 0.9, INC05d, false",
            "1742-6, <130, U/L, 40, INC05a, ",
            "1742-6, <120, U/L, 40, INC05a, true",
            "1742-6, >120, U/L, 40, INC05a, false",
        })
        void areComparedWithTheLimitOfTheirOwnResult(
                String code, String value, String unit, String limit, String criterion, @Nullable Boolean holds) {
            JudgedRecord judged = JudgedRecord.of(screening().measured(code, value, unit, limit));

            assertThat(judged.holds(criterion)).as(judged.because(criterion)).isEqualTo(holds);
        }

        @Test
        void isUnknownWithoutTheLimit() {
            JudgedRecord judged = JudgedRecord.of(screening().measured("1742-6", "31", "U/L", null));

            assertThat(judged.holds("INC05a")).isNull();
            assertThat(judged.holds("INC05")).isNull();
            assertThat(judged.because("INC05a")).contains("ALT 31 U/L on 2026-03-02 has no upper limit");
        }

        @Test
        void isUnknownWithTwoLimits() {
            JudgedRecord judged = JudgedRecord.of(screening()
                    .change("1742-6", result -> result.addReferenceRange().setHigh((SimpleQuantity)
                            new SimpleQuantity().setValue(new BigDecimal("45")).setCode("U/L"))));

            assertThat(judged.holds("INC05a")).isNull();
        }

        @ParameterizedTest
        @CsvSource({"75, false", "75.1, true", ">75, true", ">70, ", "<75, false"})
        void creatinineOrItsClearance(String clearance, @Nullable Boolean holds) {
            JudgedRecord judged = JudgedRecord.of(screening()
                    .measured("2160-0", "1.9", "mg/dL", "0.9")
                    .measured("2164-2", clearance, "mL/min", null));

            assertThat(judged.holds("INC05d")).isEqualTo(false);
            assertThat(judged.holds("INC05e")).isEqualTo(holds);
            assertThat(judged.holds("INC05")).isEqualTo(holds);
        }

        @Test
        void anEstimateForAdultsTellsNothingOfAChild() {
            Screening screening = screening().without("2160-0").measured("35591-7", "110", "mL/min", null);

            assertThat(JudgedRecord.of(screening).holds("INC05")).isEqualTo(true);
            assertThat(judged(screening, subject -> {
                                subject.age = 17;
                                subject.patient.setBirthDateElement(new DateType("2008-09"));
                            })
                            .holds("INC05"))
                    .isNull();
        }

        @Test
        void oneOfTheEnzymesIsEnoughAndBothCountWhereBothWereMeasured() {
            assertThat(JudgedRecord.of(screening().without("1742-6")).holds("INC05"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().without("1920-8")).holds("INC05"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().without("1742-6").without("1920-8"))
                            .holds("INC05"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().measured("1920-8", "106", "U/L", "35"))
                            .holds("INC05"))
                    .isEqualTo(false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"REGISTERED", "PRELIMINARY", "UNKNOWN"})
        void waitForTheFinalResult(ObservationStatus status) {
            assertThat(JudgedRecord.of(screening().change("1975-2", result -> result.setStatus(status)))
                            .holds("INC05"))
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"AMENDED", "CORRECTED"})
        void takeACorrectedResult(ObservationStatus status) {
            assertThat(JudgedRecord.of(screening().change("1975-2", result -> result.setStatus(status)))
                            .holds("INC05"))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"CANCELLED", "ENTEREDINERROR"})
        void leaveOutWhatWasTakenBack(ObservationStatus status) {
            JudgedRecord judged = JudgedRecord.of(screening().change("1975-2", result -> result.setStatus(status)));

            assertThat(judged.holds("INC05c")).isNull();
            assertThat(judged.because("INC05c")).startsWith("No Total bilirubin");
        }

        @Test
        void theLastResultCounts() {
            Observation later = again("2026-03-05", "200");
            Screening screening = screening().add(later);

            assertThat(judged(screening, NOTHING, "2026-03-04").holds("INC05")).isEqualTo(true);
            assertThat(judged(screening, NOTHING, "2026-03-05").holds("INC05")).isEqualTo(false);
        }

        @Test
        void whatWasMeasuredBeforeTheConsentIsNotOfTheScreening() {
            assertThat(JudgedRecord.of(screening()
                                    .change("1975-2", result -> result.setEffective(new DateTimeType("2026-03-01"))))
                            .holds("INC05c"))
                    .isNull();
        }

        private Observation again(String day, String value) {
            Observation later = screening().resources().stream()
                    .filter(Observation.class::isInstance)
                    .map(Observation.class::cast)
                    .filter(one -> one.getCode().getCodingFirstRep().getCode().equals("1742-6"))
                    .findFirst()
                    .orElseThrow()
                    .copy();
            later.setEffective(new DateTimeType(day));
            later.getValueQuantity().setValue(new BigDecimal(value));
            return later;
        }
    }

    @Nested
    class WomenAndMen {

        @Test
        void ofAWomanOfChildbearingAgeAllThreeAreAsked() {
            assertThat(JudgedRecord.of(screening().coded("2118-8", true)).holds("INC06"))
                    .isEqualTo(false);
            assertThat(JudgedRecord.of(screening().without("2118-8")).holds("INC06"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().attest("INC06.breastfeeding", true))
                            .holds("INC06"))
                    .isEqualTo(false);
            assertThat(JudgedRecord.of(screening().attest("INC06.contraception", false))
                            .holds("INC06"))
                    .isEqualTo(false);
            assertThat(JudgedRecord.of(screening().attest("INC06.contraception", null))
                            .holds("INC06"))
                    .isNull();
        }

        @Test
        void theAgeTellsNothingOfChildbearing() {
            assertThat(judged(screening().attest("INC06.childbearing", null), subject -> subject.age = 71)
                            .holds("INC06"))
                    .isNull();
            assertThat(JudgedRecord.of(screening()
                                    .attest("INC06.childbearing", false)
                                    .without("2118-8"))
                            .holds("INC06"))
                    .isEqualTo(true);
        }

        @Test
        void ofAManContraceptionIsAsked() {
            Change man = subject -> subject.patient.setGender(AdministrativeGender.MALE);

            assertThat(judged(screening(), man).holds("INC06")).isEqualTo(true);
            assertThat(judged(screening(), man).holds("INC07")).isNull();
            assertThat(judged(screening().attest("INC07.contraception", true), man)
                            .holds("INC07"))
                    .isEqualTo(true);
            assertThat(judged(screening().attest("INC07.contraception", false), man)
                            .holds("INC07"))
                    .isEqualTo(false);
            assertThat(judged(screening().attest("INC07.fertile", false), man).holds("INC07"))
                    .isEqualTo(true);
        }

        @Test
        void whoseSexIsUnknownIsAskedBoth() {
            JudgedRecord judged = judged(
                    screening().attest("INC06.childbearing", null),
                    subject -> subject.patient.setGender(AdministrativeGender.UNKNOWN));

            assertThat(judged.holds("INC06")).isNull();
            assertThat(judged.holds("INC07")).isNull();
        }
    }

    @Nested
    class Histories {

        @ParameterizedTest
        @CsvSource({
            "EXC02, I21.4",
            "EXC02, I50.9",
            "EXC08, C50.9",
            "EXC09, B18.1",
            "EXC09, B18.2",
            "EXC09, B24",
            "EXC09, D83.9",
            "EXC10, A15.0",
            "EXC13, Z94.0"
        })
        void aRecordIsEnoughAndNoAttestationTakesItBack(String criterion, String icd10) {
            assertThat(JudgedRecord.of(screening().condition(icd10)).holds(criterion))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EXC01", "EXC02", "EXC03", "EXC06", "EXC08", "EXC10", "EXC13", "EXC14", "EXC15"})
        void thatThereIsNoneMustBeAttested(String criterion) {
            assertThat(JudgedRecord.of(screening().attest(criterion, null)).holds(criterion))
                    .isNull();
            assertThat(JudgedRecord.of(screening().attest(criterion, true)).holds(criterion))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @CsvSource({"EXC02, I10", "EXC08, D12.6", "EXC10, A09"})
        void anotherConditionIsNone(String criterion, String icd10) {
            assertThat(JudgedRecord.of(screening().condition(icd10)).holds(criterion))
                    .isEqualTo(false);
        }

        @Test
        void aRefutedConditionIsNone() {
            Condition refuted = new Condition();
            refuted.getVerificationStatus().addCoding(new Coding(null, "refuted", null));
            refuted.getCode().addCoding(new Coding("http://hl7.org/fhir/sid/icd-10", "C50.9", null));

            assertThat(JudgedRecord.of(screening().add(refuted)).holds("EXC08")).isEqualTo(false);
        }

        @Test
        void aSevereAllergyExcludes() {
            AllergyIntolerance allergy = new AllergyIntolerance();
            allergy.setCriticality(AllergyIntolerance.AllergyIntoleranceCriticality.HIGH);

            assertThat(JudgedRecord.of(screening().add(allergy)).holds("EXC01")).isEqualTo(true);
            allergy.setCriticality(AllergyIntolerance.AllergyIntoleranceCriticality.LOW);
            assertThat(JudgedRecord.of(screening().add(allergy)).holds("EXC01")).isEqualTo(false);
        }

        @Test
        void aTransplantationExcludes() {
            Procedure transplantation = new Procedure();
            transplantation.setStatus(Procedure.ProcedureStatus.COMPLETED);
            transplantation.getCode().addCoding(new Coding("http://snomed.info/sct", "77465005", null));

            assertThat(JudgedRecord.of(screening().add(transplantation)).holds("EXC13"))
                    .isEqualTo(true);
        }

        @Test
        void anAnticoagulantExcludesWhileItIsTaken() {
            assertThat(JudgedRecord.of(screening().drug("B01AC06", "2020-01-01", null))
                            .holds("EXC03"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().drug("B01AC06", "2020-01-01", "2026-03-01"))
                            .holds("EXC03"))
                    .isEqualTo(false);
            assertThat(JudgedRecord.of(screening().drug("B02AA02", "2020-01-01", null))
                            .holds("EXC03"))
                    .isEqualTo(false);
        }

        @Test
        void anotherTrialMustBeLookedAt() {
            ResearchSubject other = new ResearchSubject();
            other.setId("ResearchSubject/s2");
            other.setStatus(ResearchSubjectStatus.OFFSTUDY);
            other.setStudy(new Reference("ResearchStudy/another"));
            other.getPeriod().setStartElement(new DateTimeType("2025-06-01"));
            other.getPeriod().setEndElement(new DateTimeType("2026-02-20"));

            JudgedRecord judged = JudgedRecord.of(screening().add(other));

            assertThat(judged.because("EXC06")).contains("another trial");
        }
    }

    @Nested
    class BeforeTheFirstInfusion {

        @ParameterizedTest
        @CsvSource({
            // gamma globulin, 14 days before 2026-03-16
            "EXC04, J06BA02, 2026-03-02, true",
            "EXC04, J06BA02, 2026-03-01, false",
            // rituximab, 168 days before 2026-03-16
            "EXC05, L01FA01, 2025-09-29, true",
            "EXC05, L01FA01, 2025-09-28, false",
            "EXC05, L01XC02, 2025-09-29, true",
        })
        void countsBackToTheDay(String criterion, String atc, String given, boolean holds) {
            assertThat(judged(screening().drug(atc, given, given), NOTHING, DAY, "2026-03-16")
                            .holds(criterion))
                    .isEqualTo(holds);
        }

        @Test
        void isUnknownWhileNobodySaidWhenItIsToBe() {
            assertThat(JudgedRecord.of(screening().drug("J06BA02", "2026-02-20", "2026-02-20"))
                            .holds("EXC04"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().drug("J06BA02", "2026-02-15", "2026-02-15"))
                            .holds("EXC04"))
                    .isEqualTo(false);
        }

        @Test
        void isUnknownWhereTheDayIs() {
            assertThat(judged(screening().drug("J06BA02", "2026-02", "2026-02"), NOTHING, DAY, "2026-03-10")
                            .holds("EXC04"))
                    .isNull();
        }

        @ParameterizedTest
        @CsvSource({"2026-02-16, true", "2026-02-15, false"})
        void liveVaccinesAMonthBefore(String given, boolean holds) {
            Immunization vaccine = new Immunization();
            vaccine.setStatus(ImmunizationStatus.COMPLETED);
            vaccine.setVaccineCode(new CodeableConcept(new Coding("http://hl7.org/fhir/sid/cvx", "03", null)));
            vaccine.setOccurrence(new DateTimeType(given));

            assertThat(judged(screening().add(vaccine), NOTHING, DAY, "2026-03-16")
                            .holds("EXC11"))
                    .isEqualTo(holds);
        }

        @Test
        void noOtherVaccineExcludes() {
            Immunization influenza = new Immunization();
            influenza.setStatus(ImmunizationStatus.COMPLETED);
            influenza.setVaccineCode(new CodeableConcept(new Coding("http://hl7.org/fhir/sid/cvx", "150", null)));
            influenza.setOccurrence(new DateTimeType(DAY));

            assertThat(JudgedRecord.of(screening().add(influenza)).holds("EXC11"))
                    .isEqualTo(false);
        }
    }

    @Nested
    class Pressure {

        @ParameterizedTest
        @CsvSource({"160, 100, false", "161, 100, true", "160, 101, true"})
        void isHighByEitherNumberUnderTreatment(int systolic, int diastolic, boolean holds) {
            assertThat(JudgedRecord.of(screening().pressure(systolic, diastolic).drug("C09AA02", "2024-01-01", null))
                            .holds("EXC07"))
                    .isEqualTo(holds);
        }

        @Test
        void thatIsHighWithoutARecordOfTreatmentIsAttested() {
            assertThat(JudgedRecord.of(screening().pressure(170, 95)).holds("EXC07"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().pressure(170, 95).attest("EXC07", false))
                            .holds("EXC07"))
                    .isEqualTo(false);
        }

        @Test
        void thatWasNotTakenIsUnknown() {
            assertThat(JudgedRecord.of(screening().without("85354-9")).holds("EXC07"))
                    .isNull();
        }
    }

    @Nested
    class Infections {

        @ParameterizedTest
        @CsvSource({"5195-3, EXC09a", "16128-1, EXC09b", "31201-7, EXC09c"})
        void aPositiveTestExcludesAndAMissingOneLeavesItOpen(String code, String part) {
            assertThat(JudgedRecord.of(screening().coded(code, true)).holds("EXC09"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().coded(code, true)).holds(part))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().without(code)).holds("EXC09"))
                    .isNull();
            assertThat(JudgedRecord.of(screening().attest(part, null)).holds("EXC09"))
                    .isNull();
        }

        @Test
        void anAnswerThatIsNeitherLeavesItOpen() {
            assertThat(JudgedRecord.of(screening()
                                    .change(
                                            "31201-7",
                                            result -> result.setValue(new CodeableConcept(new Coding(
                                                    "http://snomed.info/sct", "419984006", "Inconclusive")))))
                            .holds("EXC09"))
                    .isNull();
        }
    }

    @Nested
    class Immunoglobulins {

        @ParameterizedTest
        @CsvSource({
            "2465-3, 4, g/L, EXC12a, false",
            "2465-3, 3.99, g/L, EXC12a, true",
            "2465-3, 400, mg/dL, EXC12a, false",
            "2465-3, 399, mg/dL, EXC12a, true",
            "2458-8, 0.1, g/L, EXC12b, false",
            "2458-8, 0.09, g/L, EXC12b, true",
            "2458-8, 10, mg/dL, EXC12b, false",
            "2458-8, 9.9, mg/dL, EXC12b, true",
            "2458-8, <0.1, g/L, EXC12b, true",
            "2458-8, <0.15, g/L, EXC12b, ",
            "2458-8, >0.15, g/L, EXC12b, false",
        })
        void areComparedInWhateverUnit(String code, String value, String unit, String part, @Nullable Boolean holds) {
            JudgedRecord judged = JudgedRecord.of(screening().measured(code, value, unit, null));

            assertThat(judged.holds(part)).as(judged.because(part)).isEqualTo(holds);
            assertThat(judged.holds("EXC12")).isEqualTo(holds);
        }

        @Test
        void atMostTheLimitMayBeTheLimit() {
            Screening screening = screening().change("2458-8", result -> result.getValueQuantity()
                    .setValue(new BigDecimal("0.1"))
                    .setComparator(QuantityComparator.LESS_OR_EQUAL));

            assertThat(JudgedRecord.of(screening).holds("EXC12b")).isNull();
        }

        @Test
        void oneThatIsLowDecidesWithoutTheOther() {
            assertThat(JudgedRecord.of(screening()
                                    .measured("2465-3", "3.5", "g/L", null)
                                    .without("2458-8"))
                            .holds("EXC12"))
                    .isEqualTo(true);
            assertThat(JudgedRecord.of(screening().without("2458-8")).holds("EXC12"))
                    .isNull();
        }

        @Test
        void theSentenceSaysThatGammaGlobulinRaisesThem() {
            assertThat(JudgedRecord.of(screening().drug("J06BA02", "2026-02-10", "2026-02-12"))
                            .because("EXC12"))
                    .contains("Gamma globulin was given in the last 4 weeks");
        }
    }

    @Nested
    class Attestations {

        @Test
        void countOnlyWhenTheyAreComplete() {
            JudgedRecord draft = judged(screening(), NOTHING, DAY, null, QuestionnaireResponseStatus.INPROGRESS);

            assertThat(draft.holds("EXC15")).isNull();
        }

        @Test
        void areNotOfALaterDay() {
            assertThat(judged(
                                    screening(),
                                    subject -> subject.consent.setDateTimeElement(new DateTimeType("2026-02-20")),
                                    "2026-03-01")
                            .holds("INC08"))
                    .isNull();
        }
    }

    private static JudgedRecord judged(Change change) {
        return judged(screening(), change);
    }

    private static JudgedRecord judged(Screening screening, Change change) {
        return judged(screening, change, DAY);
    }

    private static JudgedRecord judged(Screening screening, Change change, String asOf) {
        return judged(screening, change, asOf, null);
    }

    private static JudgedRecord judged(Screening screening, Change change, String asOf, @Nullable String infusion) {
        return JudgedRecord.of(screening, change, asOf, infusion);
    }

    private static JudgedRecord judged(
            Screening screening,
            Change change,
            String asOf,
            @Nullable String infusion,
            QuestionnaireResponseStatus status) {
        return JudgedRecord.of(screening.signed(status), change, asOf, infusion);
    }
}
