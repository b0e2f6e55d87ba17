package org.platelink.mllp;

import java.nio.charset.StandardCharsets;
import org.springframework.util.unit.DataSize;

/** Stand-in. */
final class Refusal {
    private Refusal() {}

    static byte[] tooLarge(DataSize largest) {
        return "MSH|^~\\&|||||||ACK||P|2.5.1\rMSA|AR|\r".getBytes(StandardCharsets.US_ASCII);
    }
}
