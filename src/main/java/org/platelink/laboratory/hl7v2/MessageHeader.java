package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        return of(line, new Escapes(Delimiters.of(line), message.charset()));
    }

    /**
     * Reads the header of what may be no message that can be read, for the answer to it.
     *
     * @param transport what the transport says of the character set; null if it says nothing
     * @return nothing if there is none
     */
    public static Optional<MessageHeader> leniently(byte[] bytes, @Nullable Charset transport) {
        return LenientHeader.of(bytes, transport);
    }

    static MessageHeader of(String line, Escapes escapes) {
        Segment header = new Segment(line, escapes);
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
     * Holds it to be of a message that is taken: results (ORU^R01, R30, R32 and R40, OUL^R22) in a version from 2.1 to 2.8.
     *
     * @param processingIds which of MSH-11 are taken, such as {@code P} for production
     * @throws MessageRefused if it is not
     */
    public void mustBeTakable(Set<String> processingIds) {
        HeaderCheck.check(this, processingIds);
    }

    static String joined(Segment header, int field) {
        return header.first(field).components().stream()
                .map(Part::text)
                .collect(Collectors.joining("^"))
                .replaceFirst("\\^+$", "");
    }

    /**
     * Whether its fields stand where they should. Where a segment's start is lost, fields of a patient's can stand in their
     * place, and nothing of them may be repeated.
     */
    public boolean isOneForCertain() {
        return HeaderCheck.isOneForCertain(this);
    }

    /** What its sender may like to know, though the message is taken: that it leaves the trigger event out. */
    public Optional<Problem> remark() {
        return HeaderCheck.remark(this);
    }

    /** How it is to be answered, if it is taken so (chapter 2, 2.9.2 and 2.9.3). */
    public AcknowledgementKind asked(AcknowledgementCode taken) {
        if (!isEnhanced()) {
            return AcknowledgementKind.APPLICATION;
        }
        if (asks(acceptAcknowledgement, taken)) {
            return AcknowledgementKind.ACCEPT;
        }
        return asks(applicationAcknowledgement, taken) ? AcknowledgementKind.APPLICATION : AcknowledgementKind.NONE;
    }

    /** Whether a condition (HL7 table 0155) holds. A word that is not in the table asks for an answer: silence must be said. */
    private static boolean asks(String condition, AcknowledgementCode taken) {
        boolean success = taken == AcknowledgementCode.ACCEPT;
        return switch (condition.toUpperCase(Locale.ROOT)) {
            case "", "NE" -> false;
            case "ER" -> !success;
            case "SU" -> success;
            default -> true;
        };
    }

    /** Whether it asks for the enhanced mode's acknowledgements (chapter 2, 2.9.3). */
    public boolean isEnhanced() {
        return !acceptAcknowledgement.isEmpty() || !applicationAcknowledgement.isEmpty();
    }
}
