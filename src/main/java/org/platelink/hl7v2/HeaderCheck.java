package org.platelink.hl7v2;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds a header to be of a message that is taken. */
final class HeaderCheck {

    private static final Pattern VERSION = Pattern.compile("2\\.[1-8](\\.\\d+)*");

    /** Versions in which the trigger event was not yet said. */
    private static final Pattern WITHOUT_EVENT = Pattern.compile("2\\.[12]");

    private HeaderCheck() {}

    static void check(MessageHeader header, Set<String> processingIds) {
        if (!header.messageCode().equals("ORU")) {
            throw rejected(
                    9,
                    Problem.UNSUPPORTED_MESSAGE_TYPE,
                    "message-type",
                    "MSH-9 names another type of message. Only results (ORU^R01) are taken; send no others here.");
        }
        if (!isResults(header)) {
            throw rejected(
                    9,
                    Problem.UNSUPPORTED_EVENT_CODE,
                    "message-type",
                    "MSH-9 names another trigger event. Only results (ORU^R01) are taken; send no others here.");
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

    private static boolean isResults(MessageHeader header) {
        boolean isUnsaid = header.triggerEvent().isEmpty();
        return header.triggerEvent().equals("R01")
                || isUnsaid && WITHOUT_EVENT.matcher(header.version()).matches();
    }

    private static MessageRefused rejected(int field, int condition, String reason, String sentence) {
        return refused(AcknowledgementCode.REJECT, field, condition, reason, sentence);
    }

    private static MessageRefused refused(
            AcknowledgementCode code, int field, int condition, String reason, String sentence) {
        return new MessageRefused(code, Problems.error("MSH^1^" + field, condition, reason, sentence));
    }
}
