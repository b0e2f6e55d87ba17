package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.eligibility.JudgedRecord.Change;

/** Which codes exclude, beside codes that do not. The persons are invented. */
class CodeListsTests {

    private static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
    private static final String ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final Change NOTHING = subject -> {};

    private static Screening screening() {
        return new Screening("p1", "2026-03-02", "2025-01-10");
    }

    @ParameterizedTest
    @CsvSource({
        "EXC02, I10, false",
        "EXC02, I11.0, true",
        "EXC02, I12.0, false",
        "EXC02, I13.2, true",
        "EXC02, I20.0, true",
        "EXC02, I25.1, true",
        "EXC02, I26.9, false",
        "EXC02, I27.0, true",
        "EXC02, I42.0, true",
        "EXC02, I50.1, true",
        "EXC02, I51.7, false",
        "EXC08, C00.0, true",
        "EXC08, C97, true",
        "EXC08, Z85.3, true",
        "EXC08, Z86.0, false",
        "EXC08, D12.6, false",
        "EXC09a, B16.9, true",
        "EXC09a, B15.9, false",
        "EXC09a, B17.0, true",
        "EXC09a, Z22.5, true",
        "EXC09a, Z22.51, true",
        "EXC09a, Z22.52, false",
        "EXC09b, B17.1, true",
        "EXC09b, B17.2, false",
        "EXC09b, Z22.52, true",
        "EXC09c, B24, true",
        "EXC09c, Z21, true",
        "EXC13, T86.1, true",
        "EXC13, T85.1, false",
        "EXC13, Z94.8, true",
        "EXC13, Z95.1, false",
    })
    void ofIcd10(String criterion, String code, boolean holds) {
        assertThat(judged(ICD10, code).holds(criterion)).isEqualTo(holds);
        assertThat(judged(ICD10CM, code).holds(criterion)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "EXC02, 84114007, true",
        "EXC02, 42343007, true",
        "EXC02, 401303003, true",
        "EXC02, 49436004, true",
        "EXC02, 38341003, false",
        "EXC08, 363346000, true",
        "EXC08, 254837009, true",
        "EXC08, 429087003, true",
        "EXC08, 700146008, false",
        "EXC09a, 61977001, true",
        "EXC09a, 165806002, true",
        "EXC09a, 271511000, false",
        "EXC09b, 128302006, true",
        "EXC09c, 86406008, true",
        "EXC13, 161665007, true",
    })
    void ofSnomed(String criterion, String code, boolean holds) {
        assertThat(judged(SNOMED, code).holds(criterion)).isEqualTo(holds);
    }

    /** Neither B nor C is told by it, and no attestation without it closes either. */
    @ParameterizedTest
    @CsvSource({"B18.9", "B19.9", "B17.9"})
    void ofAHepatitisWhoseVirusIsNotNamed(String code) {
        Screening screening = screening().condition(code).unseen();

        assertThat(JudgedRecord.of(screening).holds("EXC09a")).isNull();
        assertThat(JudgedRecord.of(screening).holds("EXC09b")).isNull();
        assertThat(JudgedRecord.of(screening).holds("EXC08")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02", "03", "05", "19", "21", "37", "56", "75", "94", "111", "116", "121", "143", "149", "169", "174",
                "178", "182", "183", "204", "317", "333"
            })
    void ofLiveVaccines(String cvx) {
        assertThat(vaccinated(cvx)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "150", "187", "207", "101", "43", "329"})
    void ofOtherVaccines(String cvx) {
        assertThat(vaccinated(cvx)).isEqualTo(false);
    }

    private static @Nullable Object vaccinated(String cvx) {
        Immunization vaccine = new Immunization();
        vaccine.setStatus(ImmunizationStatus.COMPLETED);
        vaccine.setVaccineCode(new CodeableConcept(new Coding("http://hl7.org/fhir/sid/cvx", cvx, null)));
        vaccine.setOccurrence(new DateTimeType("2026-03-01"));
        return JudgedRecord.of(screening().add(vaccine), NOTHING, "2026-03-02", "2026-03-16")
                .holds("EXC11");
    }

    private static JudgedRecord judged(String system, String code) {
        Condition condition = new Condition();
        condition.getCode().addCoding(new Coding(system, code, null));
        return JudgedRecord.of(screening().add(condition));
    }

    @Test
    void ofSeveralDiagnosesTheEarliestConfirmedOnsetCounts() {
        assertThat(itp("confirmed", "2025-11-01").holds("INC03")).isEqualTo(true);
        assertThat(itp("confirmed", "2025-12-02").holds("INC03")).isEqualTo(false);
        assertThat(itp("confirmed", "2025-12").holds("INC03")).isNull();
        assertThat(itp("confirmed", null).holds("INC03")).isNull();
        assertThat(itp("provisional", "2019-01-01").holds("INC03")).isEqualTo(false);
        assertThat(itp(null, "2019-01-01").holds("INC03")).isEqualTo(false);
    }

    /** Beside the diagnosis of 2026-01-05, which is too late, another one. */
    private static JudgedRecord itp(@Nullable String verification, @Nullable String onset) {
        Condition other = new Condition();
        other.getCode().addCoding(new Coding(ICD10, "D69.3", null));
        other.getClinicalStatus().addCoding(new Coding(null, "active", null));
        if (verification != null) {
            other.getVerificationStatus().addCoding(new Coding(null, verification, null));
        }
        if (onset != null) {
            other.setOnset(new DateTimeType(onset));
        }
        return JudgedRecord.of(new Screening("p1", "2026-03-02", "2026-01-05").add(other));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDiagnosisIsByTheGuideline(boolean guideline) {
        assertThat(JudgedRecord.of(screening().attest("INC03.guideline", guideline))
                        .holds("INC03"))
                .isEqualTo(guideline);
        assertThat(JudgedRecord.of(screening().attest("INC03.guideline", null)).holds("INC03"))
                .isNull();
    }

    @Test
    void agesThatContradictAreUnknown() {
        assertThat(judgedAge(41, null, "1984-07").holds("INC02")).isEqualTo(true);
        assertThat(judgedAge(42, null, "1984-07").holds("INC02")).isNull();
        assertThat(judgedAge(40, null, "1984-07").holds("INC02")).isNull();
        assertThat(judgedAge(41, 42, "1984-03").holds("INC02")).isNull();
        assertThat(judgedAge(42, null, "1984-03").holds("INC02")).isEqualTo(true);
        assertThat(judgedAge(41, null, "1984-03").holds("INC02")).isEqualTo(true);
    }

    private static JudgedRecord judgedAge(int age, @Nullable Integer another, String birth) {
        return JudgedRecord.of(
                screening(),
                subject -> {
                    subject.age = age;
                    subject.patient.setBirthDateElement(new DateType(birth));
                    if (another != null) {
                        subject.others.add(JudgedRecord.age(another));
                    }
                },
                "2026-03-02",
                null);
    }
}
