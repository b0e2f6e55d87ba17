package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
     */
    record State(SubjectState state, Optional<PartialDate> began) {}

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
