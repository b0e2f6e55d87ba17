package org.platelink.mllp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** The answer to a message that is not read to its end, and so has no header to answer to. */
final class Refusal {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    private Refusal() {}

    /** That a message is larger than is taken (HL7 table 0357, 207: for reasons of the receiver's own). */
    static byte[] tooLarge(DataSize largest, Instant now) {
        String controlId = UUID.randomUUID().toString().substring(0, 20);
        return """
                MSH|^~\\&|||||%s||ACK|%s|P|2.5.1
                MSA|AR|
                ERR|||207^Application internal error^HL70357|E|too-large|||The message is larger than the %d bytes that are \
                taken. Send its orders in several messages.
                """
                .formatted(TIME.format(now), controlId, largest.toBytes())
                .replace('\n', '\r')
                .getBytes(StandardCharsets.US_ASCII);
    }
}
