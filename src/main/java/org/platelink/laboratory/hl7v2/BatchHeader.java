package org.platelink.laboratory.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Who sends a file or a batch to whom: the FHS or BHS segment. Parts that were not sent, or not in ASCII, are empty; what has
 * parts has its first ones joined by {@code ^}.
 *
 * @param sendingApplication field 3
 * @param sendingFacility field 4
 * @param receivingApplication field 5
 * @param receivingFacility field 6
 * @param controlId field 11
 */
record BatchHeader(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String controlId) {

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    /** Of one that does not say how it is parted; its messages say it of themselves. */
    private static final BatchHeader NONE = new BatchHeader("", "", "", "", "");

    /**
     * Reads one.
     *
     * @param line the segment; its field 2 says how it is parted, as MSH-2 does
     */
    static BatchHeader of(String line) {
        try {
            return line.length() > 3 ? of(line, Delimiters.of(line)) : NONE;
        } catch (MessageRefused unusable) {
            return NONE;
        }
    }

    private static BatchHeader of(String line, Delimiters delimiters) {
        // Read as the header of a message, which counts its fields so too.
        Segment header = new Segment("MSH" + line.substring(3), new Escapes(delimiters, StandardCharsets.US_ASCII));
        return new BatchHeader(text(header, 3), text(header, 4), text(header, 5), text(header, 6), text(header, 11));
    }

    private static String text(Segment header, int field) {
        String text = MessageHeader.joined(header, field);
        return ASCII.matcher(text).matches() ? text : "";
    }

    /** The same as of a message, for an acknowledgement of the whole. */
    MessageHeader asMessage() {
        return new MessageHeader(
                sendingApplication,
                sendingFacility,
                receivingApplication,
                receivingFacility,
                "",
                "",
                "",
                controlId,
                "",
                "",
                "",
                "");
    }
}
