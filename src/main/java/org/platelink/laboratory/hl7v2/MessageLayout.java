package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message laid out for people: its segments with their fields as they were sent, under the names that version 2.5.1 has for
 * them.
 *
 * @param segments in their order
 */
public record MessageLayout(List<Segment> segments) {

    public MessageLayout {
        segments = List.copyOf(segments);
    }

    /**
     * A segment.
     *
     * @param name such as {@code OBX}
     * @param number among those of its name, from 1 on
     * @param fields those in which something stands
     */
    public record Segment(String name, int number, List<Field> fields) {

        public Segment {
            fields = List.copyOf(fields);
        }

        /** As findings call it: {@code OBX[2]}. */
        public String place() {
            return name + "[" + number + "]";
        }
    }

    /**
     * A field.
     *
     * @param number from 1 on
     * @param name null if the standard has no such field
     * @param text with its delimiters and escapes
     */
    public record Field(int number, @Nullable String name, String text) {}

    /**
     * Lays a message out.
     *
     * @throws MessageRefused if MSH-1 and MSH-2 cannot be used
     */
    public static MessageLayout of(MessageText message) {
        List<String> lines = message.lines();
        Escapes escapes = new Escapes(Delimiters.of(lines.get(0)), message.charset());
        Map<String, Integer> counts = new HashMap<>();
        List<Segment> segments = new ArrayList<>();
        for (String line : lines) {
            if (line.length() >= 3) {
                org.platelink.laboratory.hl7v2.Segment segment =
                        new org.platelink.laboratory.hl7v2.Segment(line, escapes);
                segments.add(
                        new Segment(segment.name(), counts.merge(segment.name(), 1, Integer::sum), fields(segment)));
            }
        }
        return new MessageLayout(segments);
    }

    private static List<Field> fields(org.platelink.laboratory.hl7v2.Segment segment) {
        List<String> names = FieldNames.of(segment.name());
        List<Field> fields = new ArrayList<>();
        for (int number = 1; number <= segment.last(); number++) {
            if (!segment.field(number).isEmpty()) {
                fields.add(new Field(
                        number, number <= names.size() ? names.get(number - 1) : null, segment.field(number)));
            }
        }
        return fields;
    }
}
