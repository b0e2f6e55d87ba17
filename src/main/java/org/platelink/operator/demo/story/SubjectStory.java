package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
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

    /** The state of the subject at the end of the story; of one that was screened again, that of the last screening. */
    public SubjectState state() {
        List<SubjectState> states = states();
        return states.get(states.size() - 1);
    }

    /** The state of each screening at the end of the story: mostly one. */
    public List<SubjectState> states() {
        List<SubjectState> ended = new ArrayList<>();
        SubjectState state = SubjectState.SCREENING;
        for (Event event : events) {
            if (event instanceof Event.Rescreening) {
                ended.add(state);
                state = SubjectState.SCREENING;
            }
            state = after(state, event);
        }
        ended.add(state);
        return ended;
    }

    private static SubjectState after(SubjectState state, Event event) {
        if (event instanceof Event.Move move) {
            return move.to();
        } else if (event instanceof Event.StepTakenBack mistake) {
            return mistake.to();
        } else if (event instanceof Event.Death) {
            return SubjectState.OFF_STUDY;
        } else if (event instanceof Event.Infusion infusion) {
            return infusion.action().equals("infusion-5") ? SubjectState.FOLLOW_UP : SubjectState.ON_STUDY_INTERVENTION;
        }
        return state;
    }
}
