package org.platelink.trial.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * The response of a subject as it is stored. A change of the record is seen in it as soon as it is derived again, some moments
 * later.
 *
 * @param course that of the whole course; null if none is stored
 * @param visits those of the visits, by the ids of the protocol's actions
 */
public record StoredResponse(@Nullable Judged course, Map<String, Judged> visits) {

    public StoredResponse {
        visits = Map.copyOf(visits);
    }

    /**
     * A response.
     *
     * @param code CR, R, NR or NE
     * @param baseline the count from before the treatment as a Quantity in JSON; null if none is said with it
     * @param evidence the references of the Observations that it rests on
     */
    public record Judged(String code, @Nullable JsonNode baseline, List<String> evidence) {

        public Judged {
            evidence = List.copyOf(evidence);
        }
    }

    /** The codes of the Observations in which it is stored. */
    public static List<Coding> codes() {
        return List.of(code(ResponseObservations.VISIT), code(ResponseObservations.COURSE));
    }

    private static Coding code(String code) {
        return new Coding(ResponseObservations.SYSTEMS + "derived-results", code, null);
    }

    /**
     * That of a subject.
     *
     * @param observations of its Patient, in JSON, by their ids; others than responses are not looked at
     */
    public static StoredResponse of(SubjectVisits subject, Map<String, JsonNode> observations) {
        Map<String, Judged> visits = new HashMap<>();
        for (Visit visit : subject.visits()) {
            JsonNode stored = observations.get(ResponseObservations.id(subject, visit));
            if (stored != null) {
                visits.put(visit.action(), judged(stored));
            }
        }
        JsonNode course = observations.get(ResponseObservations.courseId(subject));
        return new StoredResponse(course == null ? null : judged(course), visits);
    }

    /** The count from before the treatment, as a visit's response says it; empty if none does. */
    public Optional<JsonNode> baseline() {
        return visits.values().stream()
                .flatMap(visit -> Optional.ofNullable(visit.baseline()).stream())
                .findFirst();
    }

    private static Judged judged(JsonNode stored) {
        List<String> evidence = new ArrayList<>();
        stored.path("derivedFrom")
                .forEach(one -> evidence.add(one.path("reference").asText()));
        JsonNode baseline = null;
        for (JsonNode component : stored.path("component")) {
            if (component.at("/code/coding/0/code").asText().equals("baseline")) {
                baseline = component.path("valueQuantity");
            }
        }
        return new Judged(stored.at("/valueCodeableConcept/coding/0/code").asText(), baseline, evidence);
    }
}
