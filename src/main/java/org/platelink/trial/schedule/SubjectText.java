package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The elements of a ResearchSubject's stored text that a schedule needs.
 *
 * @param number the study number, or the first identifier where there is none; empty if there is neither
 * @param consent the id of the Consent; empty if it names none
 * @param states the states in order, the current one last
 */
record SubjectText(String number, String consent, List<StudyCourse.State> states) {

    SubjectText {
        states = List.copyOf(states);
    }

    static SubjectText of(JsonNode subject) {
        return new SubjectText(
                SubjectRecord.number(subject), SubjectRecord.consent(subject), SubjectRecord.states(subject));
    }
}
