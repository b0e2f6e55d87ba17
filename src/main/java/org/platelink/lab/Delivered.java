package org.platelink.lab;

import java.time.Instant;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource that a message brings: an Observation, a DiagnosticReport or a Specimen, with its id and with references to the
 * ids of the others.
 *
 * @param resource complete but for {@code meta}
 * @param name what identifies it in the words that were sent; it stays the same when a map changes
 * @param key what identifies it in LOINC where that is known, so that whichever way it came it has the same id: {@link
 *     ResultId#of}
 * @param report the id of the DiagnosticReport that an Observation belongs to; null if it belongs to none
 * @param issued when the laboratory issued this state of it; null if it did not say
 */
public record Delivered(Resource resource, String name, String key, @Nullable String report, @Nullable Instant issued) {

    private static final String KEEPS_VALUE = "platelink.keeps-value";

    /** Marks a result whose state was sent without its value, which stays what is stored (OBX-11 U). */
    static void keepsValue(Resource resource) {
        resource.setUserData(KEEPS_VALUE, true);
    }

    /** Whether its value stays what is stored. */
    public boolean keepsValue() {
        return Boolean.TRUE.equals(resource.getUserData(KEEPS_VALUE));
    }
}
