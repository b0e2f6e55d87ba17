package org.platelink.laboratory.lab;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a resource was made of: the segment of the message, so that what is found of the resource can be told to the
 * laboratory in the words of its message. It goes with the resource and is never stored.
 *
 * @param segment such as {@code OBX[3]}, which counts the segments of the message from 1; of a sample its order, such as
 *     {@code OBR[1]}
 * @param sample of a sample its place among those of its order, from 1 on; else 0
 * @param faulty whether something was found of it already, so that the guide need not be asked
 */
public record SourceSegment(String segment, int sample, boolean faulty) {

    private static final String KEY = "platelink.sent-as";

    /** What a resource was made of; empty if it did not come in a message of HL7 v2. */
    public static Optional<SourceSegment> of(Resource resource) {
        return Optional.ofNullable((@Nullable SourceSegment) resource.getUserData(KEY));
    }

    void mark(Resource resource) {
        resource.setUserData(KEY, this);
    }
}
