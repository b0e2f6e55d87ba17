package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.refusal;
import static org.platelink.trial.subject.Histories.subject;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StateRulesTests {

    private static final RequestDetails CLIENT = new ServletRequestDetails();
    private static final RequestDetails SERVER = new SystemRequestDetails();
    private static final String INFUSION = "MedicationAdministration/1";

    private final StateRules rules =
            new StateRules(Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC), Stream::empty);

    private String created(ResearchSubject subject) {
        return refusal(() -> rules.beforeItIsCreated(subject, CLIENT));
    }

    private String updated(ResearchSubject before, ResearchSubject after) {
        return refusal(() -> rules.beforeItIsUpdated(before, after, CLIENT));
    }

    private String updatedByServer(ResearchSubject before, ResearchSubject after) {
        return refusal(() -> rules.beforeItIsUpdated(before, after, SERVER));
    }

    @Nested
    class OfANewSubject {

        @Test
        void aPathFromScreeningIsTaken() {
            assertThat(created(subject("screening 2026-03-01"))).isEmpty();
            assertThat(created(subject("screening 2026-03-01", "eligible 2026-03-05")))
                    .isEmpty();
        }

        @Test
        void withoutStatesItIsInScreeningAndNothingIsInvented() {
            ResearchSubject subject = new ResearchSubject().setStatus(ResearchSubjectStatus.SCREENING);
            subject.getPeriod().setStartElement(new DateTimeType("2026-03-01"));

            assertThat(created(subject)).isEmpty();
            assertThat(subject.hasExtension()).isFalse();
            assertThat(subject.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-03-01");
        }

        @Test
        void anotherStatusNeedsItsStates() {
            assertThat(created(new ResearchSubject().setStatus(ResearchSubjectStatus.ELIGIBLE)))
                    .startsWith("422 ResearchSubject.status ")
                    .contains("$transition", StateExtension.URL);
        }

        @Test
        void theStatesBeginWithScreening() {
            assertThat(created(subject("eligible 2026-03-05")))
                    .startsWith("422 ResearchSubject.extension[0] ")
                    .contains("begin with screening");
        }

        @Test
        void aStepThatIsNotAllowedIsRefused() {
            assertThat(created(subject("screening 2026-03-01", "follow-up 2026-03-05")))
                    .isEqualTo(
                            "409 ResearchSubject.extension[1] "
                                    + "A subject in screening can move to eligible, ineligible, off-study or withdrawn, not to follow-up.");
        }

        @Test
        void daysDoNotRunBackwards() {
            assertThat(created(subject("screening 2026-03-05", "eligible 2026-03-04")))
                    .startsWith("422 ResearchSubject.extension[1] ")
                    .contains("eligible cannot begin on 2026-03-04");
        }

        @Test
        void noStateBeginsInTheFuture() {
            assertThat(created(subject("screening 2026-06-02"))).isEmpty();
            assertThat(created(subject("screening 2026-06"))).isEmpty();
            assertThat(created(subject("screening 2026-06-03")))
                    .startsWith("422 ResearchSubject.extension[0] ")
                    .contains("in the future");
        }

        @Test
        void onlyTheServerSaysWhichInfusionBeganAState() {
            ResearchSubject subject = subject("screening 2026-03-01 " + INFUSION);

            assertThat(created(subject)).startsWith("422 ResearchSubject.extension[0] ");
            assertThat(refusal(() -> rules.beforeItIsCreated(subject, SERVER))).isEmpty();
        }
    }

    @Nested
    class OfAStoredSubject {

        private final ResearchSubject stored = subject("screening 2026-03-01", "eligible 2026-03-05");

        @Test
        void anAllowedStepIsTaken() {
            assertThat(updated(
                            stored,
                            subject(
                                    "screening 2026-03-01",
                                    "eligible 2026-03-05",
                                    "withdrawn 2026-03-09 (consent-withdrawn)")))
                    .isEmpty();
        }

        @Test
        void daysMayBeCorrected() {
            assertThat(updated(stored, subject("screening 2026-02-28", "eligible 2026-03")))
                    .isEmpty();
        }

        @Test
        void noStateIsDroppedOrChanged() {
            String refused = updated(stored, subject("screening 2026-03-01"));
            assertThat(refused)
                    .startsWith("409 ResearchSubject.extension ")
                    .contains("screening, eligible", "as they are stored");

            assertThat(updated(stored, subject("screening 2026-03-01", "ineligible 2026-03-05")))
                    .isEqualTo(refused);
            assertThat(updatedByServer(stored, subject("screening 2026-03-01"))).isEqualTo(refused);
        }

        @Test
        void statesThatAreLeftOutAltogetherAreNotRestoredInSilence() {
            ResearchSubject without = subject().setStatus(ResearchSubjectStatus.ELIGIBLE);

            assertThat(updated(stored, without)).startsWith("409 ResearchSubject.extension ");
            assertThat(without.hasExtension()).isFalse();
        }

        @Test
        void aStatusMovesWithItsStateOnly() {
            ResearchSubject moved = subject("screening 2026-03-01", "eligible 2026-03-05");
            moved.setStatus(ResearchSubjectStatus.WITHDRAWN);

            assertThat(updated(stored, moved))
                    .startsWith("422 ResearchSubject.status ")
                    .contains("eligible", "$transition");
        }

        @Test
        void theStepIsFromWhereItIs() {
            assertThat(updated(stored, subject("screening 2026-03-01", "eligible 2026-03-05", "follow-up 2026-03-09")))
                    .isEqualTo("409 ResearchSubject.extension[2] A subject in eligible can move to"
                            + " on-study-intervention, ineligible, off-study or withdrawn, not to follow-up.");
        }

        @Test
        void whenScreeningBeganMayBeSaidLater() {
            ResearchSubject unknown = subject().setStatus(ResearchSubjectStatus.SCREENING);

            assertThat(updated(unknown, subject("screening 2026-03-01", "eligible 2026-03-05")))
                    .isEmpty();
        }

        @Test
        void theStudyAndTheParticipantStay() {
            ResearchSubject other = stored.copy();
            other.setStudy(new Reference("ResearchStudy/t"));
            assertThat(updated(stored, other))
                    .startsWith("422 ResearchSubject.study ")
                    .contains("ResearchStudy/s");

            other = stored.copy();
            other.setIndividual(new Reference("Patient/q"));
            assertThat(updatedByServer(stored, other)).startsWith("422 ResearchSubject.individual ");

            other.setIndividual(new Reference("Patient/p/_history/3"));
            assertThat(updated(stored, other)).isEmpty();
        }
    }

    @Nested
    class OfWhatAnInfusionBegan {

        private final ResearchSubject stored =
                subject("screening 2026-03-01", "eligible 2026-03-05", "on-study-intervention 2026-03-08 " + INFUSION);
        private final ResearchSubject steppedBack = subject("screening 2026-03-01", "eligible 2026-03-05");

        @Test
        void onlyTheServerTakesItAway() {
            assertThat(updatedByServer(stored, steppedBack)).isEmpty();
            assertThat(updated(stored, steppedBack)).startsWith("409 ResearchSubject.extension ");
        }

        @Test
        void theServerTakesItAwayBeforeAWithdrawal() {
            ResearchSubject withdrawn = subject(
                    "screening 2026-03-01",
                    "eligible 2026-03-05",
                    "on-study-intervention 2026-03-08 " + INFUSION,
                    "withdrawn 2026-03-20");

            assertThat(updatedByServer(
                            withdrawn, subject("screening 2026-03-01", "eligible 2026-03-05", "withdrawn 2026-03-20")))
                    .isEmpty();
        }

        @Test
        void itsDayIsThatOfTheInfusion() {
            ResearchSubject moved = subject(
                    "screening 2026-03-01", "eligible 2026-03-05", "on-study-intervention 2026-03-09 " + INFUSION);

            assertThat(updatedByServer(stored, moved)).isEmpty();
            assertThat(updated(stored, moved))
                    .startsWith("422 ResearchSubject.extension[2] ")
                    .contains("begins with " + INFUSION);
        }

        @Test
        void itsInfusionIsNotForClientsToChange() {
            assertThat(updated(
                            stored,
                            subject("screening 2026-03-01", "eligible 2026-03-05", "on-study-intervention 2026-03-08")))
                    .startsWith("422 ResearchSubject.extension[2] ")
                    .contains(INFUSION);
        }
    }
}
