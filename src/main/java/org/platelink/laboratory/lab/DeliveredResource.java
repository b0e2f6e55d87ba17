package org.platelink.laboratory.lab;

import java.time.Instant;
import java.util.regex.Pattern;
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
 * @param identity what tells it from others of its number
 * @param place where in the message it stands: its segment, such as {@code OBX[2]}, or a FHIRPath
 * @param numberPlace where its number stands, such as {@code OBR[1]-3}, or a FHIRPath
 */
public record DeliveredResource(
        Resource resource,
        String name,
        String key,
        @Nullable String report,
        @Nullable Instant issued,
        ResultIdentity identity,
        String place,
        String numberPlace) {

    private static final String KEEPS_VALUE = "platelink.keeps-value";
    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}\\[\\d+]");

    /** Marks a result whose state was sent without its value, which stays what is stored (OBX-11 U). */
    static void keepsValue(Resource resource) {
        resource.setUserData(KEEPS_VALUE, true);
    }

    /** Whether its value stays what is stored. */
    public boolean keepsValue() {
        return Boolean.TRUE.equals(resource.getUserData(KEEPS_VALUE));
    }

    /**
     * The place of one of its parts.
     *
     * @param field its number in the segment
     * @param element its name in FHIR
     */
    public String place(int field, String element) {
        return SEGMENT.matcher(place).matches() ? place + "-" + field : place + "." + element;
    }
}
