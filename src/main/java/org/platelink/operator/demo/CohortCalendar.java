package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.platelink.operator.demo.request.Step.Sender;
import org.platelink.operator.demo.request.Synthetic;
import org.platelink.operator.demo.story.Cohort;

/**
 * Determines the reference day of a cohort. The first run fixes it and stores it in a tag; a later run reads it from
 * the tag of the first subject, and continues the same cohort with the events since.
 */
final class CohortCalendar {

    private final Wire wire;

    CohortCalendar(Wire wire) {
        this.wire = wire;
    }

    /** The cohort of a seed: the one that the server already has, or a new one. */
    Cohort cohort(long seed, LocalDate asOf) {
        Cohort fresh = new Cohort(seed, asOf);
        Identifier first = Synthetic.person(fresh, 1);
        Answer linked = wire.post(Sender.COORDINATOR, "/Patient/$find-linked", question(first));
        if (linked.status() == 404) {
            return fresh;
        }
        String participant = linked.body()
                .path("parameter")
                .path(0)
                .path("valueReference")
                .path("reference")
                .asText();
        return seenFrom(seed, wire.get("/" + participant).body())
                .map(day -> new Cohort(seed, day))
                .orElse(fresh);
    }

    private static String question(Identifier identifier) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\""
                + identifier.getSystem() + "\",\"value\":\"" + identifier.getValue() + "\"}}]}";
    }

    private static Optional<LocalDate> seenFrom(long seed, JsonNode participant) {
        String prefix = Cohort.tagPrefix(seed);
        for (JsonNode tag : participant.path("meta").path("tag")) {
            if (tag.path("code").asText().startsWith(prefix)) {
                return Optional.of(LocalDate.parse(tag.path("code").asText().substring(prefix.length())));
            }
        }
        return Optional.empty();
    }
}
