package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The parts of an acknowledgement, escaped so that nothing that was sent can add to it. */
final class AcknowledgementText {

    private AcknowledgementText() {}

    /** An ERR segment in the form of version 2.5. */
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

    /** What has parts, no longer than given. */
    static String name(String sent, int longest) {
        return parts(cut(sent, longest));
    }

    /** A text, no longer than given before it is escaped. */
    static String escaped(String text, int longest) {
        return cut(text, longest)
                .chars()
                .mapToObj(character -> escaped((char) character))
                .collect(Collectors.joining());
    }

    /** The start of a text, cut between words. */
    static String shortened(String text, int longest) {
        String start = cut(text, longest);
        int end = start.length() == text.length() ? -1 : start.lastIndexOf(' ');
        return escaped(end < 0 ? start : start.substring(0, end) + " ...", Integer.MAX_VALUE);
    }

    /** The start of a text, with no half of a character at its end. */
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
            // The ends of segments and frames among them.
            default ->
                Character.isISOControl(character)
                        ? String.format("\\X%02X\\", (int) character)
                        : String.valueOf(character);
        };
    }
}
