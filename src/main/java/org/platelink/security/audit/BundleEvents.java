package org.platelink.security.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * The events of a batch or transaction, beside those of its changes: one of what its entries read, and one for each way in
 * which entries failed.
 */
final class BundleEvents {

    private BundleEvents() {}

    /**
     * Tells of a bundle that was answered.
     *
     * @param asked what was sent
     * @param done what is answered, entry by entry
     * @param changed whether its changes leave an event of their own
     * @param events who knows whose an answer is
     */
    static List<Event> of(Bundle asked, Bundle done, Origin origin, boolean changed, RequestEvents events) {
        Map<Outcome, Set<Entity>> about = new LinkedHashMap<>();
        Set<String> statuses = new LinkedHashSet<>();
        for (int i = 0; i < asked.getEntry().size() && i < done.getEntry().size(); i++) {
            BundleEntryComponent entry = asked.getEntry().get(i);
            int status = status(done.getEntry().get(i));
            Outcome outcome = Outcome.ofStatus(status);
            HTTPVerb verb = entry.getRequest().getMethod();
            boolean reads = verb == HTTPVerb.GET || verb == HTTPVerb.HEAD;
            if (reads || outcome != Outcome.SUCCESS || !changed) {
                about.computeIfAbsent(outcome, none -> new LinkedHashSet<>())
                        .addAll(events.about(
                                RequestDescription.by(
                                        String.valueOf(verb), entry.getRequest().getUrl()),
                                origin,
                                reads ? done.getEntry().get(i).getResource() : null));
            }
            if (outcome != Outcome.SUCCESS) {
                statuses.add(String.valueOf(status));
            }
        }
        return about.entrySet().stream()
                .map(kind -> Event.rest(
                        origin,
                        Action.EXECUTE,
                        kind.getKey(),
                        kind.getKey() == Outcome.SUCCESS
                                ? null
                                : "Entries of the bundle were answered with HTTP status " + String.join(", ", statuses)
                                        + ".",
                        List.copyOf(kind.getValue())))
                .toList();
    }

    /** The number that a status such as {@code 201 Created} begins with; 200 where there is none. */
    private static int status(BundleEntryComponent entry) {
        String status = entry.getResponse().getStatus();
        return status != null && status.matches("\\d{3}.*") ? Integer.parseInt(status.substring(0, 3)) : 200;
    }
}
