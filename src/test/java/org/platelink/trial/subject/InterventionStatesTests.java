package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.refusal;
import static org.platelink.trial.subject.Histories.subject;

import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.subject.InterventionStates.AdministeredInfusion;

class InterventionStatesTests {

    private static final String SCREENING = "screening 2026-03-01";
    private static final String ELIGIBLE = "eligible 2026-03-05";
    private static final String ON_STUDY = "on-study-intervention 2026-03-08 MedicationAdministration/1";
    private static final String FOLLOW_UP = "follow-up 2026-05-01 MedicationAdministration/5";
    private static final Optional<AdministeredInfusion> FIRST = given("1", "2026-03-08");
    private static final Optional<AdministeredInfusion> LAST = given("5", "2026-05-01");
    private static final Optional<AdministeredInfusion> NONE = Optional.empty();

    private static Optional<AdministeredInfusion> given(String id, String day) {
        return Optional.of(new AdministeredInfusion("MedicationAdministration/" + id, day));
    }

    private static String[] followed(
            ResearchSubject subject, Optional<AdministeredInfusion> first, Optional<AdministeredInfusion> last) {
        return InterventionStates.follow(subject, first, last)
                .map(Histories::of)
                .orElseThrow();
    }

    @Test
    void theFirstInfusionBeginsTheIntervention() {
        ResearchSubject eligible = subject(SCREENING, ELIGIBLE);

        ResearchSubject followed =
                InterventionStates.follow(eligible, FIRST, NONE).orElseThrow();

        assertThat(Histories.of(followed)).containsExactly(SCREENING, ELIGIBLE, ON_STUDY);
        assertThat(followed.getStatus().toCode()).isEqualTo("on-study-intervention");
        assertThat(Histories.of(eligible)).containsExactly(SCREENING, ELIGIBLE);
    }

    @Test
    void theLastPlannedOneBeginsTheFollowUp() {
        assertThat(followed(subject(SCREENING, ELIGIBLE, ON_STUDY), FIRST, LAST))
                .containsExactly(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP);
        assertThat(followed(subject(SCREENING, ELIGIBLE), FIRST, LAST))
                .containsExactly(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP);
    }

    @Test
    void nothingChangesWhereAllIsSo() {
        assertThat(InterventionStates.follow(subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP), FIRST, LAST))
                .isEmpty();
        assertThat(InterventionStates.follow(subject(SCREENING), NONE, NONE)).isEmpty();
    }

    @Test
    void anotherDayOfTheInfusionIsAnotherDayOfTheState() {
        assertThat(followed(subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP), given("1", "2026-03-09"), LAST))
                .contains("on-study-intervention 2026-03-09 MedicationAdministration/1", FOLLOW_UP);
        assertThat(followed(subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP), FIRST, given("5", "2026-05-02")))
                .contains("follow-up 2026-05-02 MedicationAdministration/5");
    }

    @Test
    void aReasonThatTheSiteGaveStays() {
        ResearchSubject subject = subject(SCREENING, ELIGIBLE, ON_STUDY);
        subject.getExtension().get(2).addExtension("reason", new org.hl7.fhir.r4.model.StringType("as planned"));

        ResearchSubject followed = InterventionStates.follow(subject, given("1", "2026-03-09"), NONE)
                .orElseThrow();

        assertThat(StateHistory.of(followed).entries().get(2).reason()).isEqualTo("as planned");
        assertThat(InterventionStates.follow(subject, FIRST, NONE)).isEmpty();
    }

    @Test
    void anotherFirstInfusionTakesItsPlace() {
        assertThat(followed(subject(SCREENING, ELIGIBLE, ON_STUDY), given("2", "2026-03-07"), NONE))
                .contains("on-study-intervention 2026-03-07 MedicationAdministration/2");
    }

    @Test
    void withoutInfusionsTheStatesNeverWere() {
        ResearchSubject back = InterventionStates.follow(subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP), NONE, NONE)
                .orElseThrow();

        assertThat(Histories.of(back)).containsExactly(SCREENING, ELIGIBLE);
        assertThat(back.getStatus().toCode()).isEqualTo("eligible");
    }

    @Test
    void withoutTheLastOneTheSubjectIsStillInTheIntervention() {
        assertThat(followed(subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP), FIRST, NONE))
                .containsExactly(SCREENING, ELIGIBLE, ON_STUDY);
    }

    @Test
    void aStateBeforeAWithdrawalIsTakenAwayWhereTheWithdrawalStillCanBe() {
        ResearchSubject back = InterventionStates.follow(
                        subject(SCREENING, ELIGIBLE, ON_STUDY, "withdrawn 2026-04-01"), NONE, NONE)
                .orElseThrow();

        assertThat(Histories.of(back)).containsExactly(SCREENING, ELIGIBLE, "withdrawn 2026-04-01");
        assertThat(back.getStatus().toCode()).isEqualTo("withdrawn");
    }

    @Test
    void whatOtherStatesRestOnIsNotTakenAway() {
        assertThat(refusal(() -> InterventionStates.follow(
                        subject(SCREENING, ELIGIBLE, ON_STUDY, FOLLOW_UP, "off-study 2027-05-01"), FIRST, NONE)))
                .startsWith("409 ")
                .contains("off-study rests on this infusion");
        assertThat(refusal(() -> InterventionStates.follow(
                        subject(SCREENING, ELIGIBLE, ON_STUDY, "follow-up 2026-04-01"), NONE, NONE)))
                .startsWith("409 ")
                .contains("follow-up rests on this infusion");
    }

    @Test
    void whoIsInScreeningGetsNoInfusion() {
        assertThat(refusal(() -> InterventionStates.follow(subject(SCREENING), FIRST, NONE)))
                .startsWith("409 ")
                .contains("move it to eligible first");
        assertThat(refusal(() -> InterventionStates.follow(subject(), FIRST, NONE)))
                .startsWith("409 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ineligible 2026-03-05", "withdrawn 2026-03-05"})
    void afterTheEndNoStateBegins(String end) {
        assertThat(InterventionStates.follow(subject(SCREENING, end), FIRST, LAST))
                .isEmpty();
    }

    @Test
    void whatSomebodySetStays() {
        String byHand = "on-study-intervention 2026-03-07";
        assertThat(InterventionStates.follow(subject(SCREENING, ELIGIBLE, byHand), FIRST, NONE))
                .isEmpty();
        assertThat(InterventionStates.follow(subject(SCREENING, ELIGIBLE, byHand), NONE, NONE))
                .isEmpty();

        String stoppedEarly = "follow-up 2026-04-01";
        assertThat(InterventionStates.follow(subject(SCREENING, ELIGIBLE, ON_STUDY, stoppedEarly), FIRST, NONE))
                .isEmpty();
        assertThat(followed(subject(SCREENING, ELIGIBLE, byHand), FIRST, LAST))
                .containsExactly(SCREENING, ELIGIBLE, byHand, FOLLOW_UP);
    }

    @Test
    void noStateBeginsBeforeTheOneThatPrecedesIt() {
        assertThat(refusal(
                        () -> InterventionStates.follow(subject(SCREENING, ELIGIBLE), given("1", "2026-03-04"), NONE)))
                .startsWith("409 ")
                .contains("on-study-intervention would begin before", "eligible");
        assertThat(refusal(() -> InterventionStates.follow(
                        subject(SCREENING, ELIGIBLE, ON_STUDY, "withdrawn 2026-04-01"),
                        given("1", "2026-04-02"),
                        NONE)))
                .startsWith("409 ")
                .contains("withdrawn would begin before");
    }
}
