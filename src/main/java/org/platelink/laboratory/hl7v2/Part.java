package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A repetition of a field, a component or a subcomponent, as it was sent.
 *
 * @param raw with its delimiters and escapes
 */
record Part(String raw, Escapes escapes) {

    private static final String NULL = "\"\"";

    /** The component with this number, from 1 on; empty if it was not sent. */
    Part component(int number) {
        return part(number, escapes.delimiters().component());
    }

    /** The subcomponent with this number, from 1 on; empty if it was not sent. */
    Part subcomponent(int number) {
        return part(number, escapes.delimiters().subcomponent());
    }

    List<Part> components() {
        String[] parts =
                raw.split(Pattern.quote(String.valueOf(escapes.delimiters().component())), -1);
        return Arrays.stream(parts).map(part -> new Part(part, escapes)).toList();
    }

    /**
     * The unescaped text without trailing blanks, which have no meaning; empty for an explicit null. Delimiters that
     * should not be in it are kept.
     */
    String text() {
        return isNull() ? "" : escapes.undone(raw.stripTrailing());
    }

    /** The unescaped text with trailing blanks, for text that is formatted with them. */
    String laidOut() {
        return isNull() ? "" : escapes.undone(raw);
    }

    /** Whether it is the explicit null {@code ""}, which deletes the earlier value. */
    boolean isNull() {
        return raw.stripTrailing().equals(NULL);
    }

    boolean isEmpty() {
        return raw.isEmpty();
    }

    private Part part(int number, char delimiter) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            int end = raw.indexOf(delimiter, from);
            if (end < 0) {
                return new Part("", escapes);
            }
            from = end + 1;
        }
        int end = raw.indexOf(delimiter, from);
        return new Part(end < 0 ? raw.substring(from) : raw.substring(from, end), escapes);
    }
}
