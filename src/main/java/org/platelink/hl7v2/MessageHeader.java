package org.platelink.hl7v2;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who sends what to whom: the MSH segment. Parts that were not sent are empty; what has parts has its first ones joined by
 * {@code ^}.
 *
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param time MSH-7 as HL7 writes a time
 * @param messageCode MSH-9.1, such as {@code ORU}
 * @param triggerEvent MSH-9.2, such as {@code R01}
 * @param controlId MSH-10
 * @param processingId MSH-11.1
 * @param version MSH-12.1
 * @param acceptAcknowledgement MSH-15: AL, NE, ER, SU or empty
 * @param applicationAcknowledgement MSH-16: AL, NE, ER, SU or empty
 */
public record MessageHeader(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String time,
        String messageCode,
        String triggerEvent,
        String controlId,
        String processingId,
        String version,
        String acceptAcknowledgement,
        String applicationAcknowledgement) {

    /**
     * Reads the header of a message, however short it is.
     *
     * @throws MessageRefused if MSH-1 and MSH-2 cannot be used
     */
    public static MessageHeader of(MessageText message) {
        String line = message.lines().get(0);
        Segment header = new Segment(line, new Escapes(Delimiters.of(line), message.charset()));
        return new MessageHeader(
                joined(header, 3),
                joined(header, 4),
                joined(header, 5),
                joined(header, 6),
                header.text(7),
                header.text(9),
                header.first(9).component(2).text(),
                header.first(10).text(),
                header.text(11),
                header.text(12),
                header.text(15),
                header.text(16));
    }

    /**
     * Holds it to be of a message that is taken: results (ORU^R01) in a version from 2.1 to 2.8.
     *
     * @param processingIds which of MSH-11 are taken, such as {@code P} for production
     * @throws MessageRefused if it is not
     */
    public void mustBeTakable(Set<String> processingIds) {
        HeaderCheck.check(this, processingIds);
    }

    private static String joined(Segment header, int field) {
        return header.first(field).components().stream()
                .map(Part::text)
                .collect(Collectors.joining("^"))
                .replaceFirst("\\^+$", "");
    }

    /** Whether it asks for the enhanced mode's acknowledgements (chapter 2, 2.9.3). */
    public boolean isEnhanced() {
        return !acceptAcknowledgement.isEmpty() || !applicationAcknowledgement.isEmpty();
    }
}
