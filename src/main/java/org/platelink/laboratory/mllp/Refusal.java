package org.platelink.laboratory.mllp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.platelink.laboratory.hl7v2.Acknowledgement;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.AcknowledgementKind;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.Problem;
import org.springframework.util.unit.DataSize;

/**
 * Builds the negative acknowledgement (reject) of a message that is not read to its end; of the message only its
 * start is known.
 */
final class Refusal {

    /** The maximum length of a control id before version 2.7. */
    private static final int CONTROL_ID = 20;

    private Refusal() {}

    /** The reject of a message that is larger than the limit. */
    static byte[] tooLarge(byte[] start, DataSize largest, Instant now) {
        return reject(
                start,
                "too-large",
                "The message is larger than the " + largest.toBytes()
                        + " bytes that are taken. Send its orders in several messages.",
                now);
    }

    /** The reject of a message for which there is no memory at present. */
    static byte[] noRoom(byte[] start, Instant now) {
        return reject(
                start,
                "overloaded",
                "The server holds as many messages as it has memory for; send it again in a minute.",
                now);
    }

    private static byte[] reject(byte[] start, String reason, String sentence, Instant now) {
        MessageHeader header = MessageHeader.leniently(start, null).orElse(null);
        boolean enhanced =
                header != null && header.acknowledgementKind(AcknowledgementCode.REJECT) == AcknowledgementKind.ACCEPT;
        Problem problem = new Problem(Problem.Severity.ERROR, "", Problem.APPLICATION_ERROR, reason, sentence);
        String controlId = UUID.randomUUID().toString().substring(0, CONTROL_ID);
        return Acknowledgement.of(header, AcknowledgementCode.REJECT, enhanced, List.of(problem), controlId, now)
                .bytes(StandardCharsets.UTF_8);
    }
}
