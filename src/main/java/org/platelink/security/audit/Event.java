package org.platelink.security.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An audit event before it is written.
 *
 * @param recorded when it happened
 * @param type what kind of event it is
 * @param subtype the more specific kind; null if there is none
 * @param action what was done
 * @param outcome how it ended
 * @param sentence a further description; null if there is none
 * @param origin who did it
 * @param entities what it is about
 */
record Event(
        Instant recorded,
        AuditCoding type,
        @Nullable AuditCoding subtype,
        Action action,
        Outcome outcome,
        @Nullable String sentence,
        Origin origin,
        List<Entity> entities) {

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    /** An event of the FHIR interface, about these things and the id of the request. */
    static Event rest(Origin origin, Action action, Outcome outcome, @Nullable String sentence, List<Entity> about) {
        List<Entity> entities = new ArrayList<>(about);
        if (origin.requestId() != null) {
            entities.add(Entity.requestId(origin.requestId()));
        }
        return new Event(
                Instant.now(),
                outcome == Outcome.REFUSED ? AuditCoding.SECURITY_ALERT : AuditCoding.REST,
                origin.interaction() == null ? null : AuditCoding.interaction(origin.interaction()),
                action,
                outcome,
                sentence,
                origin,
                List.copyOf(entities));
    }

    /** An event that the server raises about itself. */
    static Event ofTheServer(Outcome outcome, String sentence) {
        return new Event(
                Instant.now(),
                AuditCoding.SECURITY_ALERT,
                null,
                Action.EXECUTE,
                outcome,
                sentence,
                Origin.SERVER,
                List.of());
    }

    /** Whether data flow only from the server to the client. */
    boolean reads() {
        return action == Action.READ;
    }

    /**
     * The IHE BALP profile that the event conforms to; null if there is none. The profiles are for successful
     * requests of a client that concern one resource, or one query, and at most one subject.
     */
    @Nullable
    String profile() {
        if (origin.caller() == null || outcome != Outcome.SUCCESS || type != AuditCoding.REST || subtype == null) {
            return null;
        }
        String pattern =
                switch (subtype.code()) {
                    case "read", "vread" -> "Read";
                    case "create" -> "Create";
                    case "update" -> "Update";
                    case "search-type", "search-system" -> "Query";
                    default -> null;
                };
        long things = entities.stream()
                .filter(entity -> entity.type() == AuditCoding.SYSTEM_OBJECT
                        && (entity.reference() != null) != "Query".equals(pattern))
                .count();
        long subjects = entities.stream().filter(Entity::isPatient).count();
        if (pattern == null || things != 1 || !action.code().equals(actionOf(pattern))) {
            return null;
        }
        return PROFILES + (subjects == 1 ? "Patient" : "") + pattern;
    }

    private static String actionOf(String pattern) {
        return pattern.equals("Query") ? Action.EXECUTE.code() : pattern.substring(0, 1);
    }
}
