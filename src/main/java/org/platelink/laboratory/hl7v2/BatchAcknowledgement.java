package org.platelink.laboratory.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Builds the acknowledgement of a batch: a batch of the same structure that holds the acknowledgement of each
 * message.
 */
public final class BatchAcknowledgement {

    private BatchAcknowledgement() {}

    /**
     * Builds a batch acknowledgement.
     *
     * @param answered the batch that is acknowledged
     * @param acknowledgements the acknowledgements of the messages of each group, in order; empty bytes where none
     *     was requested
     * @param controlId the control id of the acknowledgement itself
     * @param now the time of the acknowledgement
     */
    public static byte[] of(Batch answered, List<List<byte[]>> acknowledgements, String controlId, Instant now) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        BatchHeader file = answered.file();
        if (file != null) {
            write(answer, header("FHS", file, controlId, now));
        }
        for (int i = 0; i < answered.groups().size(); i++) {
            List<byte[]> group = acknowledgements.get(i).stream()
                    .filter(acknowledgement -> acknowledgement.length > 0)
                    .toList();
            write(answer, header("BHS", answered.groups().get(i).header(), controlId, now));
            group.forEach(answer::writeBytes);
            write(answer, "BTS|" + group.size() + "\r");
        }
        if (file != null) {
            write(answer, "FTS|" + answered.groups().size() + "\r");
        }
        return answer.toByteArray();
    }

    private static void write(ByteArrayOutputStream answer, String segment) {
        answer.writeBytes(segment.getBytes(StandardCharsets.US_ASCII));
    }

    private static String header(String name, BatchHeader answered, String controlId, Instant now) {
        return String.join(
                        "|",
                        name,
                        "^~\\&",
                        Acknowledgement.parties(
                                answered.receivingApplication(),
                                answered.receivingFacility(),
                                answered.sendingApplication(),
                                answered.sendingFacility()),
                        Acknowledgement.time(now),
                        "",
                        "",
                        "",
                        controlId,
                        Acknowledgement.controlId(answered.controlId()))
                + "\r";
    }
}
