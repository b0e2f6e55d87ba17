package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One segment of a message, with its fields as they were sent. */
final class Segment {

    private static final int NAME = 3;

    private final String name;
    private final String[] fields;
    private final Escapes escapes;

    /**
     * Splits a segment into its fields.
     *
     * @param line which starts with the segment's name
     */
    Segment(String line, Escapes escapes) {
        this.name = line.substring(0, NAME);
        // MSH-1 is the delimiter itself.
        String counted = name.equals("MSH") ? "MSH" + escapes.delimiters().field() + line.substring(NAME) : line;
        this.fields = counted.split(quoted(escapes.delimiters().field()), -1);
        this.escapes = escapes;
    }

    String name() {
        return name;
    }

    /** The first repetition of a field. */
    Part first(int number) {
        return repetitions(number).get(0);
    }

    /** The text of the first component of a field. */
    String text(int number) {
        return first(number).component(1).text();
    }

    /** All repetitions of a field: at least one, which may be empty. */
    List<Part> repetitions(int number) {
        String field = field(number);
        if (field.indexOf(escapes.delimiters().repetition()) < 0) {
            return List.of(new Part(field, escapes));
        }
        return Arrays.stream(field.split(quoted(escapes.delimiters().repetition()), -1))
                .map(repetition -> new Part(repetition, escapes))
                .toList();
    }

    /** The raw field with all its repetitions. */
    String field(int number) {
        return number < fields.length ? fields[number] : "";
    }

    /** The number of the last field; 0 if there is none. */
    int last() {
        return fields.length - 1;
    }

    private static String quoted(char delimiter) {
        return Pattern.quote(String.valueOf(delimiter));
    }
}
