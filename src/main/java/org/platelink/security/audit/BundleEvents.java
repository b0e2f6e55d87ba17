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
 * Builds the audit events of a batch or transaction, apart from those of its changes: one event for what its entries
 * read, and one for each kind of failure among them.
 */
final class BundleEvents {

    private BundleEvents() {}

    /**
     * Builds the events of a bundle that was answered.
     *
     * @param bundle the bundle that was sent
     * @param done the response bundle, with one entry for each entry sent
     * @param changed whether the changes of the bundle have an event of their own
     * @param events finds the patients that an answer concerns
     */
    static List<Event> of(Bundle bundle, Bundle done, Origin origin, boolean changed, RequestEvents events) {
        Map<Outcome, Set<Entity>> about = new LinkedHashMap<>();
        Set<String> statuses = new LinkedHashSet<>();
        for (int i = 0; i < bundle.getEntry().size() && i < done.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
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

    /** The three digits at the start of a status such as {@code 201 Created}; 200 if there are none. */
    private static int status(BundleEntryComponent entry) {
        String status = entry.getResponse().getStatus();
        return status != null && status.matches("\\d{3}.*") ? Integer.parseInt(status.substring(0, 3)) : 200;
    }
}
