package org.platelink.laboratory.hl7v2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Checks that a message contains only valid text characters. Control characters other than tab, and unpaired
 * surrogates, have no meaning in HL7 (chapter 2, 2.7: they are sent as {@code \Xdd..\}), and a resource that
 * contained them could not be stored or read again.
 */
final class Characters {

    private static final int FIRST_NO_CHARACTER = 0xFFFE;

    private Characters() {}

    /** @throws MessageRefused that names the field of the first invalid character */
    static void check(List<String> lines) {
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines) {
            String name = line.substring(0, Math.min(3, line.length()));
            int number = seen.merge(name, 1, Integer::sum);
            firstOtherThanPlain(line).ifPresent(at -> {
                throw refused(lines.get(0).charAt(3), line, name, number, at);
            });
        }
    }

    private static OptionalInt firstOtherThanPlain(String line) {
        return IntStream.range(0, line.length())
                .filter(at -> !isPlain(line, at))
                .findFirst();
    }

    private static boolean isPlain(String line, int at) {
        char character = line.charAt(at);
        if (Character.isHighSurrogate(character)) {
            return at + 1 < line.length() && Character.isLowSurrogate(line.charAt(at + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return at > 0 && Character.isHighSurrogate(line.charAt(at - 1));
        }
        return (character >= ' ' || character == '\t') && character < FIRST_NO_CHARACTER;
    }

    private static MessageRefused refused(char separator, String line, String name, int number, int at) {
        long before =
                line.substring(0, at).chars().filter(one -> one == separator).count();
        // In MSH the separator itself counts as the first field.
        long field = name.equals("MSH") ? before + 1 : before;
        String place = name.chars().allMatch(Character::isLetterOrDigit) && name.length() == 3 && field > 0
                ? name + "^" + number + "^" + field
                : "";
        return new MessageRefused(
                AcknowledgementCode.ERROR,
                Problems.error(
                        place,
                        Problem.DATA_TYPE_ERROR,
                        "control-character",
                        ("There is a character U+%04X, which no text may have. Send the field without it; the end of a line in"
                                        + " a text is \\.br\\.")
                                .formatted((int) line.charAt(at))));
    }
}
