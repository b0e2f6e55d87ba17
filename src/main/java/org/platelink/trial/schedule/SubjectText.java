package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The elements of a ResearchSubject's stored text that a schedule needs.
 *
 * @param number the study number, or the first identifier where there is none; empty if there is neither
 * @param consent the id of the Consent; empty if it names none
 * @param arm the name of its arm: the actual one or, if none is recorded, the assigned one; empty if there is neither
 * @param states the states in order, the current one last
 */
record SubjectText(String number, String consent, String arm, List<StudyCourse.State> states) {

    SubjectText {
        states = List.copyOf(states);
    }

    static SubjectText of(JsonNode subject) {
        return new SubjectText(
                SubjectRecord.number(subject),
                SubjectRecord.consent(subject),
                SubjectRecord.arm(subject),
                SubjectRecord.states(subject));
    }
}
