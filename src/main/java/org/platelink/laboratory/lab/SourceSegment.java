package org.platelink.laboratory.lab;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The message segment from which a resource was made, so that findings about the resource can be reported to the
 * laboratory in terms of its message. It is attached to the resource as user data and is never stored.
 *
 * @param segment such as {@code OBX[3]}, which counts the segments of the message from 1; for a specimen its order,
 *     such as {@code OBR[1]}
 * @param sample for a specimen its number among those of its order, from 1 on; else 0
 * @param faulty whether there are findings about it already, so that it need not be validated against the guide
 */
public record SourceSegment(String segment, int sample, boolean faulty) {

    private static final String KEY = "platelink.sent-as";

    /** The source segment of a resource; empty if it was not received in an HL7 v2 message. */
    public static Optional<SourceSegment> of(Resource resource) {
        return Optional.ofNullable((@Nullable SourceSegment) resource.getUserData(KEY));
    }

    void mark(Resource resource) {
        resource.setUserData(KEY, this);
    }
}
