package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message: the MSH segment. Fields that were not sent are empty. In MSH-3 to MSH-6 the components of
 * the first repetition are joined by {@code ^}.
 *
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param time MSH-7 as an HL7 timestamp
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
     * Parses the header of a message, which may have fewer fields than the standard demands.
     *
     * @throws MessageRefused if MSH-1 and MSH-2 are not usable
     */
    public static MessageHeader of(MessageText message) {
        String line = message.lines().get(0);
        return of(line, new Escapes(Delimiters.of(line), message.charset()));
    }

    /**
     * Extracts the header of bytes that may not be a readable message, for the acknowledgement.
     *
     * @param transport the character set that the transport declares; null if it declares none
     * @return empty if there is no header
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
     * Checks that the message is of a supported type: results (ORU^R01, R30, R32 and R40, OUL^R22) in a version from
     * 2.1 to 2.8.
     *
     * @param processingIds the accepted values of MSH-11, such as {@code P} for production
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
     * Whether the fields are plausibly those of an MSH segment. If the start of a segment was lost, patient data may
     * stand in their place, and must not be echoed.
     */
    public boolean isOneForCertain() {
        return HeaderCheck.isOneForCertain(this);
    }

    /** An informational remark for the sender of an accepted message: that the trigger event is missing. */
    public Optional<Problem> remark() {
        return HeaderCheck.remark(this);
    }

    /** The kind of acknowledgement that is requested for this acknowledgement code (chapter 2, 2.9.2 and 2.9.3). */
    public AcknowledgementKind acknowledgementKind(AcknowledgementCode taken) {
        if (!isEnhanced()) {
            return AcknowledgementKind.APPLICATION;
        }
        if (asks(acceptAcknowledgement, taken)) {
            return AcknowledgementKind.ACCEPT;
        }
        return asks(applicationAcknowledgement, taken) ? AcknowledgementKind.APPLICATION : AcknowledgementKind.NONE;
    }

    /**
     * Whether an acknowledgement condition (HL7 table 0155) holds. A value that is not in the table requests an
     * acknowledgement: only a known value can suppress it.
     */
    private static boolean asks(String condition, AcknowledgementCode taken) {
        boolean success = taken == AcknowledgementCode.ACCEPT;
        return switch (condition.toUpperCase(Locale.ROOT)) {
            case "", "NE" -> false;
            case "ER" -> !success;
            case "SU" -> success;
            default -> true;
        };
    }

    /** Whether it requests enhanced-mode acknowledgements (chapter 2, 2.9.3). */
    public boolean isEnhanced() {
        return !acceptAcknowledgement.isEmpty() || !applicationAcknowledgement.isEmpty();
    }
}
