package org.platelink.trial.eligibility;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.StateHistory;
import org.platelink.trial.subject.SubjectState;

/**
 * The day as of which a subject's verdict is kept: the day of the first infusion, or that on which the subject left
 * the study without one, or else today.
 *
 * <p>The criteria decide who is treated. What happens after the first infusion is no matter of them; what becomes
 * known later of the time before it still is.
 */
final class VerdictDay {

    private VerdictDay() {}

    /** @param today the current day at the subject's site; no verdict is of a later day */
    static LocalDate of(ResearchSubject subject, LocalDate today) {
        StateHistory history = StateHistory.of(subject);
        LocalDate day = history.entryOf(SubjectState.ON_STUDY_INTERVENTION)
                .or(() -> end(history))
                // Where only the month is known, all of it counts: more is known then, and nothing is overlooked.
                .map(entry -> PartialDate.of(entry.began()).last())
                .orElse(today);
        return day.isAfter(today) ? today : day;
    }

    private static Optional<StateHistory.Entry> end(StateHistory history) {
        return history.entries().stream().filter(entry -> entry.state().isEnd()).findFirst();
    }
}
