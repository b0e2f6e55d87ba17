package org.platelink.laboratory.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The sender and receiver of a file or a batch: the FHS or BHS segment. Fields that were not sent, or are not ASCII,
 * are empty; the components of the first repetition of a field are joined by {@code ^}.
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

    /** The header of a segment without usable delimiters. Each message of the batch has delimiters of its own. */
    private static final BatchHeader NONE = new BatchHeader("", "", "", "", "");

    /**
     * Parses an FHS or BHS segment.
     *
     * @param line the segment; its field 2 names the delimiters, as MSH-2 does
     */
    static BatchHeader of(String line) {
        try {
            return line.length() > 3 ? of(line, Delimiters.of(line)) : NONE;
        } catch (MessageRefused unusable) {
            return NONE;
        }
    }

    private static BatchHeader of(String line, Delimiters delimiters) {
        // Parsed as MSH, whose fields are counted in the same way.
        Segment header = new Segment("MSH" + line.substring(3), new Escapes(delimiters, StandardCharsets.US_ASCII));
        return new BatchHeader(text(header, 3), text(header, 4), text(header, 5), text(header, 6), text(header, 11));
    }

    private static String text(Segment header, int field) {
        String text = MessageHeader.joined(header, field);
        return ASCII.matcher(text).matches() ? text : "";
    }

    /** The same fields as a message header, for an acknowledgement of the whole batch. */
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
