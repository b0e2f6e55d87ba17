package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.platelink.trial.subject.SubjectState;

/**
 * Everything that happens to one subject, from the consent on.
 *
 * @param cohort the cohort of the subject
 * @param number the number of the subject in the cohort, from 1
 * @param person the person
 * @param consent when the subject, or for a minor the guardian, consented
 * @param events all other events, by day
 */
public record SubjectStory(Cohort cohort, int number, Person person, LocalDateTime consent, List<Event> events) {

    public SubjectStory {
        events = List.copyOf(events);
    }

    /** The story up to and including a day. */
    public SubjectStory until(LocalDate day) {
        return new SubjectStory(
                cohort,
                number,
                person,
                consent,
                events.stream().filter(event -> !event.day().isAfter(day)).toList());
    }

    /** The state of the subject at the end of the story. */
    public SubjectState state() {
        SubjectState state = SubjectState.SCREENING;
        for (Event event : events) {
            if (event instanceof Event.Move move) {
                state = move.to();
            } else if (event instanceof Event.StepTakenBack mistake) {
                state = mistake.to();
            } else if (event instanceof Event.Death) {
                state = SubjectState.OFF_STUDY;
            } else if (event instanceof Event.Infusion infusion) {
                state = infusion.action().equals("infusion-5")
                        ? SubjectState.FOLLOW_UP
                        : SubjectState.ON_STUDY_INTERVENTION;
            }
        }
        return state;
    }
}
