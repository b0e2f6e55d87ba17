package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.eligibility.JudgedRecord.Change;

/** A positive virus screen excludes until a person decides, with a reason. The persons are invented. */
class PositiveScreenTests {

    private static final String DAY = "2026-03-02";
    private static final String LATER = "2026-03-20";
    private static final Change NOTHING = subject -> {};

    private static Screening screening() {
        return new Screening("p1", DAY, "2025-01-10");
    }

    @ParameterizedTest
    @CsvSource({"5195-3, EXC09a", "16128-1, EXC09b", "31201-7, EXC09c"})
    void excludesWhateverNegativeFollows(String loinc, String part) {
        JudgedRecord judged = judged(screening().coded(loinc, true).add(result(loinc, "260385009", "2026-03-10")));

        assertThat(judged.holds(part)).isEqualTo(true);
        assertThat(judged.holds("EXC09")).isEqualTo(true);
        assertThat(judged.because(part)).contains("a later result does not take it back");
        assertThat(judged.see(part)).hasSize(1);
    }

    @Test
    void excludesFromBeforeTheConsentToo() {
        assertThat(judged(screening().add(result("5195-3", "10828004", "2019-05-05")))
                        .holds("EXC09a"))
                .isEqualTo(true);
        assertThat(judged(screening().add(result("5195-3", "260385009", "2019-05-05")))
                        .holds("EXC09a"))
                .isEqualTo(false);
    }

    @Test
    void thatIsOfALaterDayDoesNotCountYet() {
        Screening screening = screening().add(result("5195-3", "10828004", "2026-03-10"));

        assertThat(JudgedRecord.of(screening, NOTHING, "2026-03-09", null).holds("EXC09a"))
                .isEqualTo(false);
        assertThat(JudgedRecord.of(screening, NOTHING, "2026-03-10", null).holds("EXC09a"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "ENTEREDINERROR"})
    void thatWasTakenBackIsNone(ObservationStatus status) {
        Observation positive = result("5195-3", "10828004", "2026-03-01");
        positive.setStatus(status);

        assertThat(judged(screening().add(positive)).holds("EXC09a")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "true, cross-reaction after gamma globulin; HBV DNA negative, Observation/positive, false",
        "true, cross-reaction after gamma globulin; HBV DNA negative, Observation/positive/_history/1, false",
        "true, cross-reaction after gamma globulin; HBV DNA negative, Observation/positive/_history/2, true",
        "true, cross-reaction after gamma globulin; HBV DNA negative, Observation/another, true",
        "true, , Observation/positive, true",
        "false, cross-reaction, Observation/positive, true",
    })
    void doesNotCountOnceAPersonDecidedOnThisVeryResultWithAReason(
            boolean decision, @Nullable String reason, String seen, boolean holds) {
        Observation positive = result("5195-3", "10828004", "2026-03-01");
        positive.setId("Observation/positive");

        assertThat(judged(screening().add(positive).add(decision(decision, reason, seen, "2026-03-05")))
                        .holds("EXC09a"))
                .isEqualTo(holds);
    }

    @Test
    void mayBeDecidedAnewAndThenNeedsANegativeOne() {
        Observation positive = result("5195-3", "10828004", "2026-03-01");
        positive.setId("Observation/positive");
        QuestionnaireResponse decided = decision(true, "a mix-up of tubes", "Observation/positive", "2026-03-05");
        QuestionnaireResponse revoked = decision(false, "no mix-up after all", "Observation/positive", "2026-03-06");

        assertThat(judged(screening().add(positive).add(decided).add(revoked)).holds("EXC09a"))
                .isEqualTo(true);
        assertThat(judged(screening().without("5195-3").add(positive).add(decided))
                        .holds("EXC09a"))
                .as("a positive one that does not count is no negative one")
                .isNull();
    }

    @Test
    void afterADecisionExcludesAgain() {
        Observation positive = result("5195-3", "10828004", "2026-03-01");
        positive.setId("Observation/positive");
        Screening screening = screening()
                .add(positive)
                .add(decision(true, "a mix-up of tubes", "Observation/positive", "2026-03-05"));

        assertThat(judged(screening).holds("EXC09a")).isEqualTo(false);
        assertThat(judged(screening.add(result("5195-3", "10828004", "2026-03-10")))
                        .holds("EXC09a"))
                .isEqualTo(true);
    }

    private static JudgedRecord judged(Screening screening) {
        return JudgedRecord.of(screening, NOTHING, LATER, null);
    }

    private static Observation result(String loinc, String snomed, String day) {
        Observation result = new Observation();
        result.setStatus(ObservationStatus.FINAL);
        result.getCode().addCoding(new Coding("http://loinc.org", loinc, null));
        result.setEffective(new DateTimeType(day));
        result.setValue(new CodeableConcept(new Coding("http://snomed.info/sct", snomed, null)));
        return result;
    }

    private static QuestionnaireResponse decision(boolean holds, @Nullable String reason, String seen, String day) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setQuestionnaire(Screening.ATTESTATION);
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setAuthoredElement(new DateTimeType(day + "T10:00:00+08:00"));
        response.addItem().setLinkId("EXC09a.decision").addAnswer().setValue(new BooleanType(holds));
        if (reason != null) {
            response.addItem().setLinkId("EXC09a.reason").addAnswer().setValue(new StringType(reason));
        }
        response.addItem().setLinkId("record.seen").addAnswer().setValue(new UriType(seen));
        return response;
    }
}
