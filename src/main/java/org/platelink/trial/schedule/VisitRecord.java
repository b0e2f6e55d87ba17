package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * The elements of an Encounter or a MedicationAdministration that a schedule needs.
 *
 * @param type the FHIR type
 * @param id the id of the resource
 * @param status its status
 * @param protocol the canonical of the protocol that it names; null if it names none
 * @param action the planned visit that it names; null if it names none
 * @param encounter the id of the Encounter at which a dose was given; null if it names none
 * @param start when it began, as a FHIR dateTime; null if that is not recorded
 * @param end when it ended; null if that is not recorded
 * @param claimed whether it declares the study's infusion profile
 * @param reason why it was not in its window; null if no reason is recorded
 */
record VisitRecord(
        String type,
        String id,
        String status,
        @Nullable String protocol,
        @Nullable String action,
        @Nullable String encounter,
        @Nullable String start,
        @Nullable String end,
        boolean claimed,
        @Nullable String reason) {

    private static final String DOSE = "MedicationAdministration";
    private static final String ENCOUNTER = "Encounter/";
    private static final Set<String> VISITED = Set.of("arrived", "triaged", "in-progress", "onleave", "finished");
    /** Includes stopped: such a dose was given in part. */
    private static final Set<String> GIVEN = Set.of("in-progress", "on-hold", "completed", "stopped");

    /** Reads the JSON of a resource. */
    static VisitRecord of(String type, String id, JsonNode resource) {
        JsonNode visit = extension(resource, "planned-visit");
        JsonNode period = resource.path(type.equals(DOSE) ? "effectivePeriod" : "period");
        String day = text(resource.path("effectiveDateTime"));
        String context = text(resource.path("context").path("reference"));
        return new VisitRecord(
                type,
                id,
                String.valueOf(text(resource.path("status"))),
                text(part(visit, "protocol").path("valueCanonical")),
                text(part(visit, "action").path("valueString")),
                context != null && context.startsWith(ENCOUNTER) ? context.substring(ENCOUNTER.length()) : null,
                day == null ? text(period.path("start")) : day,
                day == null ? text(period.path("end")) : day,
                type.equals(DOSE) && claims(resource),
                text(extension(resource, "deviation-reason").path("valueString")));
    }

    boolean isDose() {
        return type.equals(DOSE);
    }

    /**
     * Whether it records something that took place; a planned or cancelled visit, or a dose that was not given, does
     * not.
     */
    boolean tookPlace() {
        return start != null && (isDose() ? GIVEN : VISITED).contains(status);
    }

    /** Whether it records that a dose was not given. */
    boolean wasNotGiven() {
        return isDose() && status.equals("not-done");
    }

    /** Whether it names a visit of a protocol, in whichever version. */
    boolean names(ProtocolVersions protocols) {
        return action != null && protocol != null && protocols.isNamedBy(protocol);
    }

    /** The version of the protocol that it names; empty if it names none. */
    Optional<String> namedVersion() {
        return Optional.ofNullable(protocol)
                .map(canonical -> canonical.split("\\|", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> parts[1]);
    }

    String reference() {
        return type + "/" + id;
    }

    private static boolean claims(JsonNode resource) {
        for (JsonNode profile : resource.path("meta").path("profile")) {
            if (profile.asText().split("\\|", 2)[0].equals(CanonicalUrls.STRUCTURE_DEFINITION + "infusion-given")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode extension(JsonNode resource, String name) {
        return part(resource, CanonicalUrls.STRUCTURE_DEFINITION + name);
    }

    private static JsonNode part(JsonNode extended, String url) {
        for (JsonNode extension : extended.path("extension")) {
            if (extension.path("url").asText().equals(url)) {
                return extension;
            }
        }
        return extended.path("none");
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }
}
