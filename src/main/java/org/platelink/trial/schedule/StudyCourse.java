package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * The course of a subject through the study so far.
 *
 * @param states the states in their order, the current one last; never empty
 * @param tookPlace the recorded visits and doses, in any order
 * @param arm the name of the subject's arm; empty if it has none
 */
record StudyCourse(List<State> states, List<Occurrence> tookPlace, String arm) {

    StudyCourse {
        states = List.copyOf(states);
        tookPlace = List.copyOf(tookPlace);
    }

    /** Of a subject without an arm. */
    StudyCourse(List<State> states, List<Occurrence> tookPlace) {
        this(states, tookPlace, "");
    }

    /**
     * A state of the subject.
     *
     * @param state the state
     * @param began when it began; empty if that is not recorded
     * @param end the coded reason of an end of participation; empty for another state, and without one
     * @param criterion the code of the criterion of a screen failure; otherwise empty
     */
    record State(SubjectState state, Optional<PartialDate> began, Optional<EndReason> end, Optional<String> criterion) {

        /** A state without a coded reason. */
        State(SubjectState state, Optional<PartialDate> began) {
            this(state, began, Optional.empty(), Optional.empty());
        }

        /** Whether visits were still to be expected until the subject reached it: it went through the study. */
        boolean isCompletion() {
            return state == SubjectState.OFF_STUDY
                    && end.map(reason -> reason == EndReason.COMPLETED).orElse(true);
        }
    }

    /**
     * The course as of a day, without later events. A date that is not exact to the day counts from its first
     * possible day.
     */
    StudyCourse asOf(LocalDate day) {
        List<State> begun = states.stream()
                .filter(state -> state.began().map(began -> !began.isAfter(day)).orElse(true))
                .toList();
        return new StudyCourse(
                begun.isEmpty() ? states.subList(0, 1) : begun,
                tookPlace.stream().filter(one -> !one.date().isAfter(day)).toList(),
                arm);
    }

    SubjectState state() {
        return states.get(states.size() - 1).state();
    }

    /** When the current state began; empty if that is not recorded. */
    Optional<PartialDate> since() {
        return states.get(states.size() - 1).began();
    }

    /** The state that ended the treatment: follow-up, or a final state. */
    Optional<State> treatmentEnded() {
        return states.stream()
                .filter(state ->
                        state.state() == SubjectState.FOLLOW_UP || state.state().isEnd())
                .findFirst();
    }

    /** The final state, if the subject has reached one. */
    Optional<State> ended() {
        return states.stream().filter(state -> state.state().isEnd()).findFirst();
    }
}
