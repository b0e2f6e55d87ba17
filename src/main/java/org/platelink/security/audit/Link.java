package org.platelink.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a chain of events ends.
 *
 * @param seq the number of its last row, from 1; 0 of an empty chain
 * @param hash that row's hash, as 64 hexadecimal digits
 */
record Link(long seq, String hash) {

    /** What the first row follows. */
    static final Link NONE = new Link(0, "0".repeat(64));

    /**
     * The link that follows with an event: SHA-256 over this hash (32 bytes), the row's number (8 bytes, the highest
     * first) and the event's text (UTF-8).
     */
    Link with(String event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(hash));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seq + 1).flip());
            digest.update(event.getBytes(StandardCharsets.UTF_8));
            return new Link(seq + 1, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
