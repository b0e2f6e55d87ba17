package org.platelink.laboratory.hl7v2;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks that a message header is of a supported message type, processing id and version. */
final class HeaderCheck {

    private static final Pattern VERSION = Pattern.compile("2\\.[1-8](\\.\\d+)*");

    private static final Pattern VERSION_OF_ANY = Pattern.compile("2\\.\\d.*");
    private static final Pattern EVENT = Pattern.compile("[A-Z][A-Z0-9]\\d");

    /** Versions in which MSH-9 had no trigger event yet. */
    private static final Pattern WITHOUT_EVENT = Pattern.compile("2\\.[12]");

    private HeaderCheck() {}

    static void check(MessageHeader header, Set<String> processingIds) {
        if (MessageType.of(header).isEmpty()) {
            boolean isCode = MessageType.isCode(header.messageCode());
            throw rejected(
                    9,
                    isCode ? Problem.UNSUPPORTED_EVENT_CODE : Problem.UNSUPPORTED_MESSAGE_TYPE,
                    "message-type",
                    "MSH-9 names another " + (isCode ? "trigger event" : "type of message")
                            + ". Only results are taken, as " + MessageType.all() + "; send no others here.");
        }
        if (!processingIds.contains(header.processingId())) {
            throw rejected(
                    11,
                    Problem.UNSUPPORTED_PROCESSING_ID,
                    "processing-id",
                    "Only messages are taken whose MSH-11 is " + String.join(" or ", new TreeSet<>(processingIds))
                            + ". Send others to another system, or set MSH-11.");
        }
        if (!VERSION.matcher(header.version()).matches()) {
            throw rejected(
                    12,
                    Problem.UNSUPPORTED_VERSION,
                    "message-type",
                    "MSH-12 names no version that is taken. Send HL7 version 2.1 to 2.8, best 2.5.1.");
        }
        if (header.controlId().isEmpty()) {
            throw refused(
                    AcknowledgementCode.ERROR,
                    10,
                    Problem.REQUIRED_FIELD_MISSING,
                    "no-control-id",
                    "MSH-10 is empty. Send a number there by which the message can be acknowledged.");
        }
    }

    static boolean isOneForCertain(MessageHeader header) {
        return MessageType.isCode(header.messageCode())
                || EVENT.matcher(header.triggerEvent()).matches()
                || VERSION_OF_ANY.matcher(header.version()).matches();
    }

    /** An informational remark about a header that is accepted: that the trigger event is missing. */
    static Optional<Problem> remark(MessageHeader header) {
        return header.triggerEvent().isEmpty()
                        && !WITHOUT_EVENT.matcher(header.version()).matches()
                ? Optional.of(new Problem(
                        Problem.Severity.INFORMATION,
                        "MSH^1^9",
                        Problem.REQUIRED_FIELD_MISSING,
                        "event-unsaid",
                        "MSH-9 names no trigger event, and the message was read as ORU^R01. Send ORU^R01 there."))
                : Optional.empty();
    }

    private static MessageRefused rejected(int field, int condition, String reason, String sentence) {
        return refused(AcknowledgementCode.REJECT, field, condition, reason, sentence);
    }

    private static MessageRefused refused(
            AcknowledgementCode code, int field, int condition, String reason, String sentence) {
        return new MessageRefused(code, Problems.error("MSH^1^" + field, condition, reason, sentence));
    }
}
