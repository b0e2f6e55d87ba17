package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.platelink.trial.subject.PartialDate;

/**
 * The elements of a ResearchSubject's stored text that a schedule needs.
 *
 * @param number the study number, or the first identifier where there is none; empty if there is neither
 * @param consent the id of the Consent; empty if it names none
 * @param arm the name of its arm: the actual one or, if none is recorded, the assigned one; empty if there is neither
 * @param states the states in order, the current one last
 * @param earlier the id of the ResearchSubject of the screening before it; empty if it is the first
 */
record SubjectText(String number, String consent, String arm, List<StudyCourse.State> states, String earlier) {

    SubjectText {
        states = List.copyOf(states);
    }

    /** The first day on which the first state may have begun. */
    Optional<LocalDate> began() {
        return states.stream().findFirst().flatMap(StudyCourse.State::began).map(PartialDate::first);
    }

    static SubjectText of(JsonNode subject) {
        return new SubjectText(
                SubjectRecord.number(subject),
                SubjectRecord.consent(subject),
                SubjectRecord.arm(subject),
                SubjectRecord.states(subject),
                SubjectRecord.earlier(subject));
    }
}
