package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * A ResearchSubject as far as a schedule needs it.
 *
 * @param id its id
 * @param number the study number, or the first identifier where there is none; empty if there is neither
 * @param study the id of its study
 * @param patient the id of its Patient
 * @param patientPid HAPI's number of the Patient
 * @param site the id of the Organization that looks after the Patient; empty if there is none
 * @param consent the id of the Consent; empty if it names none
 * @param states in their order, the present one last
 */
record SubjectRecord(
        String id,
        String number,
        String study,
        String patient,
        long patientPid,
        String site,
        String consent,
        List<StudyCourse.State> states) {

    SubjectRecord {
        states = List.copyOf(states);
    }

    /** The states that the JSON of a ResearchSubject tells of. */
    static List<StudyCourse.State> states(JsonNode subject) {
        List<StudyCourse.State> states = new ArrayList<>();
        for (JsonNode extension : subject.path("extension")) {
            if (extension.path("url").asText().equals(VisitRecord.GUIDE + "subject-state")) {
                String state = null;
                String began = null;
                for (JsonNode part : extension.path("extension")) {
                    switch (part.path("url").asText()) {
                        case "state" -> state = part.path("valueCode").asText();
                        case "began" -> began = part.path("valueDate").asText();
                        default -> {
                            // Why, which no schedule asks.
                        }
                    }
                }
                add(states, state, began);
            }
        }
        if (states.isEmpty()) {
            add(states, subject.path("status").asText(), null);
        }
        return states;
    }

    private static void add(List<StudyCourse.State> states, @Nullable String state, @Nullable String began) {
        SubjectState.of(String.valueOf(state))
                .ifPresent(known -> states.add(new StudyCourse.State(
                        known, Optional.ofNullable(began).map(date -> PartialDate.of(date, ZoneOffset.UTC)))));
    }

    /** Whether the subject's way had ended by a day: then no visit is expected any more. */
    boolean hasEndedBy(LocalDate day) {
        return new StudyCourse(states, List.of()).asOf(day).ended().isPresent();
    }

    /** The id of the Consent that the JSON of a ResearchSubject refers to. */
    static String consent(JsonNode subject) {
        String reference = subject.path("consent").path("reference").asText("");
        return reference.startsWith("Consent/") ? reference.split("/")[1] : "";
    }

    /** The study number of the JSON of a ResearchSubject. */
    static String number(JsonNode subject) {
        String first = subject.path("identifier").path(0).path("value").asText("");
        for (JsonNode identifier : subject.path("identifier")) {
            if (identifier.path("system").asText().endsWith("/subject-number")) {
                return identifier.path("value").asText("");
            }
        }
        return first;
    }
}
