package org.platelink.trial.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * Read model of a subject's stored response. It is eventually consistent: a change of the record appears some moments
 * later, when the response has been derived again.
 *
 * @param course the response over the whole course; null if none is stored
 * @param visits the responses at the visits, by the ids of the protocol's actions
 */
public record StoredResponse(@Nullable ResponseAssessment course, Map<String, ResponseAssessment> visits) {

    public StoredResponse {
        visits = Map.copyOf(visits);
    }

    /**
     * One stored response.
     *
     * @param code CR, R, NR or NE
     * @param baseline the count before the treatment as a Quantity in JSON; null if the Observation does not contain
     *     it
     * @param evidence the references of the Observations on which it rests
     */
    public record ResponseAssessment(String code, @Nullable JsonNode baseline, List<String> evidence) {

        public ResponseAssessment {
            evidence = List.copyOf(evidence);
        }
    }

    /** The codes of the Observations in which responses are stored. */
    public static List<Coding> codes() {
        return List.of(code(ResponseObservations.VISIT), code(ResponseObservations.COURSE));
    }

    private static Coding code(String code) {
        return new Coding(CanonicalUrls.CODE_SYSTEM + "derived-results", code, null);
    }

    /**
     * Reads the response of a subject.
     *
     * @param observations the Observations of its Patient, in JSON, by their ids; those that are no responses are
     *     ignored
     */
    public static StoredResponse of(SubjectVisits subject, Map<String, JsonNode> observations) {
        Map<String, ResponseAssessment> visits = new HashMap<>();
        for (Visit visit : subject.visits()) {
            JsonNode stored = observations.get(ResponseObservations.id(subject, visit));
            if (stored != null) {
                visits.put(visit.action(), judged(stored));
            }
        }
        JsonNode course = observations.get(ResponseObservations.courseId(subject));
        return new StoredResponse(course == null ? null : judged(course), visits);
    }

    /** The count before the treatment, from the response at any visit; empty if none contains it. */
    public Optional<JsonNode> baseline() {
        return visits.values().stream()
                .flatMap(visit -> Optional.ofNullable(visit.baseline()).stream())
                .findFirst();
    }

    private static ResponseAssessment judged(JsonNode stored) {
        List<String> evidence = new ArrayList<>();
        stored.path("derivedFrom")
                .forEach(one -> evidence.add(one.path("reference").asText()));
        JsonNode baseline = null;
        for (JsonNode component : stored.path("component")) {
            if (component.at("/code/coding/0/code").asText().equals("baseline")) {
                baseline = component.path("valueQuantity");
            }
        }
        return new ResponseAssessment(
                stored.at("/valueCodeableConcept/coding/0/code").asText(), baseline, evidence);
    }
}
