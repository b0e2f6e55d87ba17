package org.platelink.laboratory.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a batch, one after another. A line end is the same byte in every character set but those of UTF-16, and no part
 * of another character.
 */
final class BatchLines {

    /** Longer than any line that stands between messages. */
    private static final int LOOKED_AT = 4096;

    private final byte[] bytes;
    private int at;

    BatchLines(byte[] bytes) {
        this.bytes = bytes;
        this.at = ByteOrderMark.of(bytes).length();
    }

    /** The next line that is not blank, its start if it is long; empty at the end. */
    Optional<BatchLine> next() {
        while (at < bytes.length) {
            int start = at;
            while (at < bytes.length && !isEnd(bytes[at])) {
                at++;
            }
            String text = new String(bytes, start, Math.min(at - start, LOOKED_AT), StandardCharsets.ISO_8859_1);
            at++;
            if (!text.isBlank()) {
                return Optional.of(new BatchLine(start, text));
            }
        }
        return Optional.empty();
    }

    /** The message that begins with a line, up to where another or the end of the batch begins. */
    byte[] messageFrom(BatchLine header) {
        int end = at;
        for (Optional<BatchLine> line = next(); line.isPresent(); line = next()) {
            if (!line.get().name().isEmpty()) {
                at = line.get().start();
                return Arrays.copyOfRange(bytes, header.start(), at);
            }
            end = at;
        }
        return Arrays.copyOfRange(bytes, header.start(), Math.min(end, bytes.length));
    }

    private static boolean isEnd(byte character) {
        return character == '\r' || character == '\n';
    }
}
