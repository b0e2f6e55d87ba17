package org.platelink.study.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A response body with its HTTP validators.
 *
 * @param body UTF-8
 * @param tag the strong entity tag (ETag), a digest of the body
 * @param changed the Last-Modified time
 */
record Document(byte[] body, String tag, Instant changed) {

    private static final int TAG_BYTES = 16;

    static Document of(String body, Instant changed) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Document(bytes, '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"', changed);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
