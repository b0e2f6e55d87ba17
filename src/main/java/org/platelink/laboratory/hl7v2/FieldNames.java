package org.platelink.laboratory.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache of the field names of segments in version 2.5.1, taken from HAPI's message structures. */
final class FieldNames {

    private static final String VERSION = "2.5.1";
    private static final ModelClassFactory MODEL = new CanonicalModelClassFactory(VERSION);
    private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

    private FieldNames() {}

    /** The names of a segment's fields in order; empty if the standard does not have the segment. */
    static List<String> of(String segment) {
        List<String> names = KNOWN.get(segment);
        if (names == null) {
            names = read(segment);
            // Unknown segment names come from senders and are unbounded, so they are not cached.
            if (!names.isEmpty()) {
                KNOWN.put(segment, names);
            }
        }
        return names;
    }

    private static List<String> read(String name) {
        try {
            Class<? extends Segment> type = MODEL.getSegmentClass(name, VERSION);
            if (type == null || !AbstractSegment.class.isAssignableFrom(type)) {
                return List.of();
            }
            Segment segment =
                    type.getConstructor(Group.class, ModelClassFactory.class).newInstance(new ORU_R01(MODEL), MODEL);
            return List.of(segment.getNames());
        } catch (HL7Exception | ReflectiveOperationException none) {
            return List.of();
        }
    }
}
