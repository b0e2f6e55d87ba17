package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * The elements of a ResearchSubject that a schedule needs.
 *
 * @param id the id of the ResearchSubject
 * @param number the subject number in the study, or the first identifier if there is none; empty if there is neither
 * @param study the id of its study
 * @param patient the id of its Patient
 * @param patientPid HAPI's numeric id (PID) of the Patient
 * @param site the id of the Patient's managing Organization; empty if there is none
 * @param consent the id of the Consent; empty if it references none
 * @param arm the name of its arm in the study; empty if it has none
 * @param states the states in their order, the current one last
 * @param span the days whose records are of this screening
 */
record SubjectRecord(
        String id,
        String number,
        String study,
        String patient,
        long patientPid,
        String site,
        String consent,
        String arm,
        List<StudyCourse.State> states,
        ScreeningSpan span) {

    SubjectRecord {
        states = List.copyOf(states);
    }

    /** Reads the states from the JSON of a ResearchSubject. */
    static List<StudyCourse.State> states(JsonNode subject) {
        List<StudyCourse.State> states = new ArrayList<>();
        for (JsonNode extension : subject.path("extension")) {
            if (extension.path("url").asText().equals(CanonicalUrls.STRUCTURE_DEFINITION + "subject-state")) {
                String state = null;
                String began = null;
                String end = null;
                String criterion = null;
                for (JsonNode part : extension.path("extension")) {
                    switch (part.path("url").asText()) {
                        case "state" -> state = part.path("valueCode").asText();
                        // Without a value if it is not known.
                        case "began" -> began = part.path("valueDate").asText(null);
                        case "reasonCode" -> end = part.path("valueCode").asText();
                        case "criterion" -> criterion = part.path("valueCode").asText();
                        default -> {
                            // The reason in words, which a schedule does not need.
                        }
                    }
                }
                add(states, state, began, end, criterion);
            }
        }
        if (states.isEmpty()) {
            add(states, subject.path("status").asText(), null, null, null);
        }
        return states;
    }

    private static void add(
            List<StudyCourse.State> states,
            @Nullable String state,
            @Nullable String began,
            @Nullable String end,
            @Nullable String criterion) {
        SubjectState.of(String.valueOf(state))
                .ifPresent(known -> states.add(new StudyCourse.State(
                        known,
                        Optional.ofNullable(began).map(date -> PartialDate.of(date, ZoneOffset.UTC)),
                        EndReason.of(end),
                        Optional.ofNullable(criterion))));
    }

    /** Whether the subject had reached a final state by the day, after which no visit is expected. */
    boolean hasEndedBy(LocalDate day) {
        return new StudyCourse(states, List.of()).asOf(day).ended().isPresent();
    }

    /** Reads the id of the screening before it from the JSON of a ResearchSubject; empty if it is the first. */
    static String earlier(JsonNode subject) {
        for (JsonNode extension : subject.path("extension")) {
            String reference =
                    extension.path("valueReference").path("reference").asText("");
            if (extension.path("url").asText().equals(CanonicalUrls.STRUCTURE_DEFINITION + "earlier-screening")
                    && reference.startsWith("ResearchSubject/")) {
                return reference.split("/")[1];
            }
        }
        return "";
    }

    /** Those of its participant's records that are of this screening. */
    List<VisitRecord> own(List<VisitRecord> ofParticipant, ZoneId zone) {
        return span.isWhole()
                ? ofParticipant
                : ofParticipant.stream().filter(one -> span.holds(one, zone)).toList();
    }

    /** Reads the id of the Consent from the JSON of a ResearchSubject. */
    static String consent(JsonNode subject) {
        String reference = subject.path("consent").path("reference").asText("");
        return reference.startsWith("Consent/") ? reference.split("/")[1] : "";
    }

    /** Reads the name of the arm from the JSON of a ResearchSubject. */
    static String arm(JsonNode subject) {
        return subject.path("actualArm")
                .asText(subject.path("assignedArm").asText(""))
                .strip();
    }

    /** The day of its first state; empty if that is not recorded. */
    Optional<LocalDate> entered() {
        return states.stream().findFirst().flatMap(StudyCourse.State::began).map(PartialDate::first);
    }

    /** Reads the subject number from the JSON of a ResearchSubject. */
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
