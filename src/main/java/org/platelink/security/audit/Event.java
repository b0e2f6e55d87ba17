package org.platelink.security.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of the trail, before it is written.
 *
 * @param recorded when it happened
 * @param type what kind of event it is
 * @param subtype which one of that kind; null if there is none
 * @param action what was done
 * @param outcome how it ended
 * @param sentence what else there is to say of it; null if nothing
 * @param origin who did it
 * @param entities what it is about
 */
record Event(
        Instant recorded,
        Coded type,
        @Nullable Coded subtype,
        Action action,
        Outcome outcome,
        @Nullable String sentence,
        Origin origin,
        List<Entity> entities) {

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    /** An event of FHIR's interface, about these things and the request itself. */
    static Event rest(Origin origin, Action action, Outcome outcome, @Nullable String sentence, List<Entity> about) {
        List<Entity> entities = new ArrayList<>(about);
        if (origin.requestId() != null) {
            entities.add(Entity.requestId(origin.requestId()));
        }
        return new Event(
                Instant.now(),
                outcome == Outcome.REFUSED ? Coded.SECURITY_ALERT : Coded.REST,
                origin.interaction() == null ? null : Coded.interaction(origin.interaction()),
                action,
                outcome,
                sentence,
                origin,
                List.copyOf(entities));
    }

    /** Something that the server found out about itself. */
    static Event ofTheServer(Outcome outcome, String sentence) {
        return new Event(
                Instant.now(), Coded.SECURITY_ALERT, null, Action.EXECUTE, outcome, sentence, Origin.SERVER, List.of());
    }

    /** Whether data flow from the server to the client and nothing the other way. */
    boolean reads() {
        return action == Action.READ;
    }

    /**
     * The pattern of IHE that it follows, if it follows one: they are for what a client did with success, and tell of one
     * resource, or of one query, and of no or one subject.
     */
    @Nullable
    String profile() {
        if (origin.caller() == null || outcome != Outcome.SUCCESS || type != Coded.REST || subtype == null) {
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
                .filter(entity ->
                        entity.type() == Coded.SYSTEM_OBJECT && (entity.reference() != null) != "Query".equals(pattern))
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
