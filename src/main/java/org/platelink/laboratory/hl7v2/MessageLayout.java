package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message prepared for display: its segments with their fields as they were sent, labelled with their names in
 * version 2.5.1.
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
     * @param number its number among the segments of its name, from 1 on
     * @param fields the fields that are not empty
     */
    public record Segment(String name, int number, List<Field> fields) {

        public Segment {
            fields = List.copyOf(fields);
        }

        /** The location as findings write it, such as {@code OBX[2]}. */
        public String place() {
            return name + "[" + number + "]";
        }
    }

    /**
     * A field.
     *
     * @param number from 1 on
     * @param name null if the standard has no such field
     * @param text the raw field, with its delimiters and escapes
     */
    public record Field(int number, @Nullable String name, String text) {}

    /**
     * Prepares a message for display.
     *
     * @throws MessageRefused if MSH-1 and MSH-2 are not usable
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
