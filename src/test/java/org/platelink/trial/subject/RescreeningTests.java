package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.refusal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RescreeningTests {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";
    private static final String FAILED = "screening 2026-03-02, ineligible 2026-03-10";

    private static ResearchStudy study(Object... parts) {
        ResearchStudy study = new ResearchStudy();
        Extension rule = study.addExtension().setUrl(GUIDE + "re-screening");
        for (int i = 0; i < parts.length; i += 2) {
            rule.addExtension((String) parts[i], (Type) parts[i + 1]);
        }
        return study;
    }

    private static ResearchSubject subject(String id, String number, String history, String earlier) {
        ResearchSubject subject = Histories.subject(history.split(", "));
        subject.setId("ResearchSubject/" + id);
        subject.addIdentifier().setSystem(SubjectNumbers.systemOf("s")).setValue(number);
        subject.getMeta().setLastUpdated(new Date(0));
        if (!earlier.isEmpty()) {
            subject.addExtension(Screening.EARLIER, new Reference("ResearchSubject/" + earlier));
        }
        return subject;
    }

    /** The first screening, and one for each further history. */
    private static Screenings screenings(String... histories) {
        List<ResearchSubject> all = new ArrayList<>();
        for (int i = 0; i < histories.length; i++) {
            all.add(subject("s" + i, i == 0 ? "0007" : "0007-R" + i, histories[i], i == 0 ? "" : "s" + (i - 1)));
        }
        Collections.reverse(all);
        return Screenings.of(all);
    }

    private static String refused(ResearchStudy study, String day, String reason, String... histories) {
        return refusal(() -> Rescreening.of(study)
                .check(
                        screenings(histories),
                        LocalDate.parse(day),
                        reason.isEmpty() ? Optional.empty() : Optional.of(reason)));
    }

    @Nested
    class TheStudy {

        @Test
        void thatSaysNothingLeavesItToACoordinatorWithAReason() {
            assertThat(refused(new ResearchStudy(), "2026-03-11", "", FAILED)).contains("422", "'reason'", "decision");
            assertThat(refused(new ResearchStudy(), "2026-03-11", "Hepatitis was excluded", FAILED))
                    .isEmpty();
            assertThat(refused(study("numberSuffix", new StringType(".")), "2026-03-11", "", FAILED))
                    .contains("422");
        }

        @Test
        void thatAllowsItAsksForNoReason() {
            assertThat(refused(study("allowed", new BooleanType(true)), "2026-03-11", "", FAILED))
                    .isEmpty();
        }

        @Test
        void thatForbidsItIsNotOverruledByAReason() {
            assertThat(refused(study("allowed", new BooleanType(false)), "2026-03-11", "Asked for", FAILED))
                    .contains("409", "screens nobody again");
        }

        @Test
        void saysHowOften() {
            ResearchStudy once = study("allowed", new BooleanType(true), "times", new IntegerType(1));
            assertThat(refused(once, "2026-03-11", "", FAILED)).isEmpty();
            assertThat(refused(once, "2026-06-01", "", FAILED, "screening 2026-04-01, ineligible 2026-04-05"))
                    .contains("409", "1 times at most", "screened again 1 times");
        }

        @Test
        void namesTheNumbers() {
            assertThat(Rescreening.of(new ResearchStudy()).number(screenings(FAILED)))
                    .isEqualTo("0007-R1");
            assertThat(Rescreening.of(study("numberSuffix", new StringType(".")))
                            .number(screenings(FAILED, "screening 2026-04-01, withdrawn 2026-04-02")))
                    .isEqualTo("0007.2");
        }
    }

    @Nested
    class TheDay {

        private final ResearchStudy allowing = study("allowed", new BooleanType(true));

        @Test
        void isNotThatOfTheEndButTheNextOne() {
            assertThat(refused(allowing, "2026-03-10", "", FAILED)).contains("422", "2026-03-11 or later");
            assertThat(refused(allowing, "2026-03-11", "", FAILED)).isEmpty();
        }

        @Test
        void isAfterTheDaysOfTheStudy() {
            ResearchStudy month = study("allowed", new BooleanType(true), "afterDays", new IntegerType(30));
            assertThat(refused(month, "2026-04-08", "", FAILED)).contains("422", "2026-04-09 or later");
            assertThat(refused(month, "2026-04-09", "", FAILED)).isEmpty();
        }

        @Test
        void isAfterAllDaysThatTheEndMayBe() {
            assertThat(refused(allowing, "2026-03-31", "", "screening 2026-03-02, ineligible 2026-03"))
                    .contains("422", "2026-04-01 or later");
            assertThat(refused(allowing, "2026-04-01", "", "screening 2026-03-02, ineligible 2026-03"))
                    .isEmpty();
        }

        @Test
        void isCountedFromTheLastScreening() {
            String[] two = {FAILED, "screening 2026-04-01, ineligible 2026-04-05"};
            assertThat(refused(allowing, "2026-04-05", "", two)).contains("0007-R1 ended on 2026-04-05");
            assertThat(refused(allowing, "2026-04-06", "", two)).isEmpty();
        }
    }

    @Test
    void isNotBegunBeforeTheCurrentOneHasEnded() {
        ResearchStudy allowing = study("allowed", new BooleanType(true));
        for (String open : List.of("screening 2026-03-02", "screening 2026-03-02, eligible 2026-03-10")) {
            assertThat(refused(allowing, "2026-06-01", "", open)).contains("409", "0007 has not ended", "$transition");
        }
        assertThat(refused(allowing, "2026-06-01", "", FAILED, "screening 2026-04-01"))
                .contains("0007-R1 has not ended");
    }

    @Test
    void isForWhoWasTreatedOnlyIfTheStudySaysSo() {
        String treated =
                "screening 2026-03-02, eligible 2026-03-05, on-study-intervention 2026-03-06, withdrawn 2026-03-09";
        assertThat(refused(study("allowed", new BooleanType(true)), "2026-06-01", "", treated))
                .contains("409", "was given an infusion", "afterTreatment");
        assertThat(refused(
                        study("allowed", new BooleanType(true), "afterTreatment", new BooleanType(true)),
                        "2026-06-01",
                        "",
                        treated))
                .isEmpty();
    }

    /** Whichever way a subject is written. */
    @Nested
    class Writing {

        private final ResearchSubject first = subject("s0", "0007", FAILED, "");

        private String created(ResearchSubject subject, ResearchSubject... stored) {
            return refusal(() -> rules(stored).beforeItIsCreated(subject));
        }

        private String updated(ResearchSubject before, ResearchSubject after, ResearchSubject... stored) {
            return refusal(() -> rules(stored).beforeItIsUpdated(before, after));
        }

        private ScreeningRules rules(ResearchSubject... stored) {
            return new ScreeningRules((participant, study) -> Screenings.of(Arrays.asList(stored)));
        }

        @Test
        void isAfterTheEarlierOne() {
            assertThat(created(subject("s1", "0007-R1", "screening 2026-03-10", "s0"), first))
                    .contains("422", "0007 would end on 2026-03-10");
            assertThat(created(subject("s1", "0007-R1", "screening 2026-03-11", "s0"), first))
                    .isEmpty();
            assertThat(created(subject("s1", "0007-R1", "screening 2026-03-11", "s9"), first))
                    .contains("422", "ResearchSubject/s9 is none of the same participant");
        }

        @Test
        void keepsTheEarlierOneAtItsEnd() {
            ResearchSubject later = subject("s1", "0007-R1", "screening 2026-04-01", "s0");
            assertThat(updated(first, subject("s0", "0007", "screening 2026-03-02", ""), first, later))
                    .contains("409", "0007 would not have ended");
            assertThat(updated(
                            first,
                            subject("s0", "0007", "screening 2026-03-02, ineligible 2026-04-01", ""),
                            first,
                            later))
                    .contains("422", "end on 2026-04-01");
            assertThat(updated(
                            first,
                            subject("s0", "0007", "screening 2026-03-02, ineligible 2026-03-31", ""),
                            first,
                            later))
                    .isEmpty();
            assertThat(updated(first, subject("s0", "0007", "screening 2026-03-02", ""), first))
                    .isEmpty();
        }

        @Test
        void keepsWhichCameBefore() {
            ResearchSubject later = subject("s1", "0007-R1", "screening 2026-04-01", "s0");
            assertThat(updated(later, subject("s1", "0007-R1", "screening 2026-04-01", ""), first, later))
                    .contains("422", "ResearchSubject/s0");
            assertThat(updated(first, subject("s0", "0007", FAILED, "s1"), first, later))
                    .contains("422", "without one");
        }
    }
}
