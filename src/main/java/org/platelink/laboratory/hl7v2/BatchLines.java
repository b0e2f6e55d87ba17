package org.platelink.laboratory.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Iterates over the non-blank lines of a batch. It works on bytes: in every character set but UTF-16 a line end is
 * the same byte, and never part of another character.
 */
final class BatchLines {

    /** Longer than any FHS, BHS, BTS or FTS line; the rest of a longer line is not looked at. */
    private static final int LOOKED_AT = 4096;

    private final byte[] bytes;
    private int at;

    BatchLines(byte[] bytes) {
        this.bytes = bytes;
        this.at = ByteOrderMark.of(bytes).length();
    }

    /** The next non-blank line, truncated if it is long; empty at the end. */
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

    /** The message that begins with this line, up to the next FHS, BHS, MSH, BTS or FTS line. */
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
