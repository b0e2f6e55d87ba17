package org.platelink.laboratory.lab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Computes resource ids for laboratory data: version 5 UUIDs (RFC 9562) of what identifies a result, so that the same
 * result has the same id whenever and however it is received.
 */
public final class ResultId {

    private static final UUID NAMESPACE = UUID.fromString("3f0f2a2e-6f0e-5b62-9c8e-0c8a5f1d7b10");

    private ResultId() {}

    /**
     * The id for a key.
     *
     * @param parts what identifies the resource; different lists of parts give different ids
     */
    public static String of(String... parts) {
        return nameBased(NAMESPACE, joined(parts)).toString();
    }

    /** Prefixes each part with its length, so that different lists of parts never give the same text. */
    static String joined(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part).append(';');
        }
        return text.toString();
    }

    static UUID nameBased(UUID namespace, String name) {
        byte[] words = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(sha1(ByteBuffer.allocate(16 + words.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(words)
                .array()));
        long version = hash.getLong() & ~0xF000L | 0x5000L;
        long variant = hash.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(version, variant);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
