package org.platelink.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A link of the hash chain: the number and the hash of a row.
 *
 * @param seq the row number, from 1; 0 for an empty chain
 * @param hash that row's hash, as 64 hexadecimal digits
 */
record Link(long seq, String hash) {

    /** The predecessor of the first row. */
    static final Link NONE = new Link(0, "0".repeat(64));

    /**
     * The next link, for an event: SHA-256 over this hash (32 bytes), the next row's number (8 bytes, big-endian) and
     * the event's text (UTF-8).
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
