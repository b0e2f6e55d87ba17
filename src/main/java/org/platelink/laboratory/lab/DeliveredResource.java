package org.platelink.laboratory.lab;

import java.time.Instant;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.IdentifierQuery;

/**
 * A resource made from a message: an Observation, a DiagnosticReport or a Specimen, with its id and with references
 * to the ids of the others.
 *
 * @param resource complete but for {@code meta}
 * @param name the identifying text as it was sent; it does not change when a map changes
 * @param key the identifying text with LOINC if that is known, from which the id is made, so that the same result has
 *     the same id however it is received: {@link ResultId#of}
 * @param report the id of the DiagnosticReport that an Observation belongs to; null if it belongs to none
 * @param issued when the laboratory issued this version of it; null if it did not say
 * @param identity what distinguishes it from others with the same number
 * @param place its location in the message: its segment, such as {@code OBX[2]}, or a FHIRPath
 * @param numberPlace the location of its number, such as {@code OBR[1]-3}, or a FHIRPath
 * @param source the segment of the HL7 v2 message that it was made from; null if it was received as FHIR
 * @param condition the identifier that a conditional create or update names; null if its write has no condition
 * @param keepsValue whether its status was sent without its value, so that the stored value is kept (OBX-11 U)
 */
public record DeliveredResource(
        Resource resource,
        String name,
        String key,
        @Nullable String report,
        @Nullable Instant issued,
        ResultIdentity identity,
        String place,
        String numberPlace,
        @Nullable SourceSegment source,
        @Nullable IdentifierQuery condition,
        boolean keepsValue) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}\\[\\d+]");

    /** A copy that belongs to another report. */
    public DeliveredResource inReport(String other) {
        return new DeliveredResource(
                resource, name, key, other, issued, identity, place, numberPlace, source, condition, keepsValue);
    }

    /**
     * The location of one of its fields.
     *
     * @param field its number in the segment
     * @param element its name in FHIR
     */
    public String place(int field, String element) {
        return SEGMENT.matcher(place).matches() ? place + "-" + field : place + "." + element;
    }
}
