package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Formats and escapes the parts of an acknowledgement, so that no sent text can inject delimiters or segments into
 * it.
 */
final class AcknowledgementText {

    private AcknowledgementText() {}

    /** An ERR segment as version 2.5 defines it. */
    static String error(Problem problem) {
        return String.join(
                "|",
                "ERR",
                "",
                parts(problem.location()),
                problem.condition() + "^" + ErrorCondition.textOf(problem.condition()) + "^HL70357",
                problem.severity().code(),
                escaped(problem.reason(), Integer.MAX_VALUE),
                "",
                "",
                escaped(problem.sentence(), Integer.MAX_VALUE));
    }

    /** A name with components, truncated to a maximum length before it is escaped. */
    static String name(String sent, int longest) {
        return parts(cut(sent, longest));
    }

    /** A text, truncated to a maximum length before it is escaped. */
    static String escaped(String text, int longest) {
        return cut(text, longest)
                .chars()
                .mapToObj(character -> escaped((char) character))
                .collect(Collectors.joining());
    }

    /** A text, truncated between words to a maximum length and then escaped. */
    static String shortened(String text, int longest) {
        String start = cut(text, longest);
        int end = start.length() == text.length() ? -1 : start.lastIndexOf(' ');
        return escaped(end < 0 ? start : start.substring(0, end) + " ...", Integer.MAX_VALUE);
    }

    /** Truncates a text without splitting a surrogate pair. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String parts(String joined) {
        return Arrays.stream(joined.split("\\^", -1))
                .map(part -> escaped(part, Integer.MAX_VALUE))
                .collect(Collectors.joining("^"));
    }

    private static String escaped(char character) {
        return switch (character) {
            case '|' -> "\\F\\";
            case '^' -> "\\S\\";
            case '&' -> "\\T\\";
            case '~' -> "\\R\\";
            case '\\' -> "\\E\\";
            // Control characters, among them those that end segments and MLLP frames.
            default ->
                Character.isISOControl(character)
                        ? String.format("\\X%02X\\", (int) character)
                        : String.valueOf(character);
        };
    }
}
