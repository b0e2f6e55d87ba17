package org.platelink.laboratory.hl7v2;

import static org.platelink.laboratory.hl7v2.AcknowledgementCode.REJECT;

import java.util.List;
import java.util.Set;

/** Checks that lines are the segments of exactly one message. */
final class MessageTextCheck {

    private static final Set<String> BATCH = Set.of("FHS", "BHS", "BTS", "FTS");

    private MessageTextCheck() {}

    static void check(List<String> lines) {
        if (lines.isEmpty()) {
            throw noHeader();
        }
        checkStart(lines.get(0));
        if (lines.size() > MessageText.MAX_SEGMENTS) {
            throw tooLarge("It has more than " + MessageText.MAX_SEGMENTS + " segments.");
        }
        char separator = lines.get(0).charAt(3);
        lines.stream()
                .skip(1)
                .filter(line -> startsAnother(line, separator))
                .findFirst()
                .ifPresent(line -> {
                    throw batch();
                });
        Characters.check(lines);
    }

    /** Checks that the first line starts a message. It works before the character set is known. */
    static void checkStart(String line) {
        if (line.length() >= 3 && BATCH.contains(line.substring(0, 3))) {
            throw batch();
        }
        if (!line.startsWith("MSH") || line.length() < 4) {
            throw noHeader();
        }
    }

    static MessageRefused tooLarge(String why) {
        return new MessageRefused(
                REJECT,
                Problems.error(
                        "",
                        Problem.APPLICATION_ERROR,
                        "too-large",
                        "The message is too large. " + why + " Send its orders in several messages."));
    }

    private static boolean startsAnother(String line, char separator) {
        String name =
                line.length() > 3 && line.charAt(3) != separator ? "" : line.substring(0, Math.min(3, line.length()));
        return name.equals("MSH") || BATCH.contains(name);
    }

    private static MessageRefused noHeader() {
        return new MessageRefused(
                REJECT,
                Problems.error(
                        "",
                        Problem.REQUIRED_SEGMENT_MISSING,
                        "no-header",
                        "This is not an HL7 version 2 message: it does not start with an MSH segment. Send MSH first, in the"
                                + " vertical bar encoding."));
    }

    private static MessageRefused batch() {
        return new MessageRefused(
                REJECT,
                Problems.error(
                        "",
                        Problem.UNSUPPORTED_MESSAGE_TYPE,
                        "batch",
                        "Several messages were sent as one. Send each message by itself, or put BHS before and BTS after them"
                                + " and do not use UTF-16."));
    }
}
