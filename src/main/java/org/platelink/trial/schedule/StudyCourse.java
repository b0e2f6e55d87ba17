package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * The way of a subject through the study so far.
 *
 * @param states in their order, the present one last; never empty
 * @param tookPlace the visits and doses, in any order
 */
record StudyCourse(List<State> states, List<Occurrence> occurrence) {

    StudyCourse {
        states = List.copyOf(states);
        occurrence = List.copyOf(occurrence);
    }

    /**
     * A state of the subject.
     *
     * @param began the day since when; empty if nobody said
     */
    record State(SubjectState state, Optional<PartialDate> began) {}

    /** What was so on a day: nothing of what came after it. A date that is not known to the day counts from its first. */
    StudyCourse asOf(LocalDate day) {
        List<State> begun = states.stream()
                .filter(state -> state.began().map(began -> !began.isAfter(day)).orElse(true))
                .toList();
        return new StudyCourse(
                begun.isEmpty() ? states.subList(0, 1) : begun,
                occurrence.stream().filter(one -> !one.date().isAfter(day)).toList());
    }

    SubjectState state() {
        return states.get(states.size() - 1).state();
    }

    /** Since when the subject is in its state; empty if nobody said. */
    Optional<PartialDate> since() {
        return states.get(states.size() - 1).began();
    }

    /** Since when no more is given: follow-up or an end. */
    Optional<State> treatmentEnded() {
        return states.stream()
                .filter(state ->
                        state.state() == SubjectState.FOLLOW_UP || state.state().isEnd())
                .findFirst();
    }

    /** The end of the subject's way, if it has come. */
    Optional<State> ended() {
        return states.stream().filter(state -> state.state().isEnd()).findFirst();
    }
}
