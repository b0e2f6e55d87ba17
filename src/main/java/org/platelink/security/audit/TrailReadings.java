package org.platelink.security.audit;

import ca.uhn.fhir.rest.param.DateRangeParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.jspecify.annotations.Nullable;

/** Finds in the trail which clients were given a resource, or may have been. */
public final class TrailReadings {

    /** Nobody could read an answer with more entries. */
    private static final int MOST = 20_000;

    private static final String EXPORT = AuditRecord.Kind.EXPORT.type().code();

    private static final String ERASURE = AuditRecord.Kind.ERASURE.type().code();

    private final TrailSearch trail;

    TrailReadings(TrailSearch trail) {
        this.trail = trail;
    }

    /** How a client came by the resource. */
    public enum AccessKind {

        /** It wrote the resource; {@link Reading#what} is the version. */
        WROTE,

        /** It read the resource; {@code what} is the version. */
        READ,

        /** It made a search, history request or operation; {@code what} is the query. */
        QUESTION,

        /** It exported data in bulk; {@code what} says which. */
        EXPORT
    }

    /**
     * One access of a client to a resource.
     *
     * @param client the client's id
     * @param at when
     * @param what a reference with its version, a query as it was sent, or the names of what was exported
     * @param patient whether the event names the patient that was asked for
     */
    public record Reading(String client, Instant at, AccessKind how, String what, boolean patient) {}

    /**
     * The successful accesses since a time that were to a resource, or may have been. All queries and exports are
     * included; the caller knows best what they return.
     *
     * @param resource such as {@code Observation/1}
     * @param patient such as {@code Patient/1}; null if the resource belongs to none
     */
    public List<Reading> since(Instant from, String resource, @Nullable String patient) {
        TrailSearch.Criteria criteria = new TrailSearch.Criteria()
                .during(new DateRangeParam(Date.from(from), null))
                .containing(
                        "\"what\":{\"reference\":\"" + resource + "/_history/",
                        "\"what\":{\"reference\":\"" + resource + "\"",
                        "\"query\":\"",
                        "\"code\":\"" + EXPORT + "\"");
        List<Reading> readings = new ArrayList<>();
        for (AuditEvent event : trail.find(criteria, Long.MAX_VALUE, MOST)) {
            // An erasure names the version too, but its requester was not given the resource.
            if (event.getOutcome() == AuditEventOutcome._0
                    && !ERASURE.equals(event.getType().getCode())) {
                add(event, resource, patient, readings);
            }
        }
        return readings;
    }

    private static void add(AuditEvent event, String resource, @Nullable String patient, List<Reading> readings) {
        String client = event.getAgent().stream()
                .filter(AuditEventAgentComponent::getRequestor)
                .map(agent -> agent.getWho().getIdentifier().getValue())
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
        if (client == null) {
            return;
        }
        Instant at = event.getRecorded().toInstant();
        boolean named =
                patient != null && event.getEntity().stream().anyMatch(entity -> patient.equals(reference(entity)));
        if (EXPORT.equals(event.getType().getCode())) {
            List<String> names = event.getEntity().stream()
                    .map(AuditEventEntityComponent::getName)
                    .filter(name -> name != null)
                    .toList();
            readings.add(new Reading(client, at, AccessKind.EXPORT, String.join(", ", names), named));
            return;
        }
        for (AuditEventEntityComponent entity : event.getEntity()) {
            String reference = reference(entity);
            if (reference != null && (reference.equals(resource) || reference.startsWith(resource + "/"))) {
                readings.add(new Reading(
                        client, at, entity.hasLifecycle() ? AccessKind.WROTE : AccessKind.READ, reference, named));
            } else if (entity.hasQuery()) {
                String question = new String(entity.getQuery(), StandardCharsets.UTF_8);
                readings.add(new Reading(client, at, AccessKind.QUESTION, question, named));
            }
        }
    }

    private static @Nullable String reference(AuditEventEntityComponent entity) {
        return entity.getWhat().getReference();
    }
}
