package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.platelink.operator.demo.request.Step.Sender;
import org.platelink.operator.demo.request.Synthetic;
import org.platelink.operator.demo.story.Cohort;

/**
 * The day from which a cohort is seen. The first run fixes it; a later one finds it in the tag of the first subject and goes
 * on with the same cohort, to which more has happened since.
 */
final class CohortCalendar {

    private final Wire wire;

    CohortCalendar(Wire wire) {
        this.wire = wire;
    }

    /** The cohort of a seed: the one that the server has, or a new one. */
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
