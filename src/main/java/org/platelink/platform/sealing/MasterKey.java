package org.platelink.platform.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key of which those for each purpose are derived.
 *
 * <p>It is 256 random bits, so of HKDF the expansion is all that is needed (RFC 5869, section 3.3).
 */
public final class MasterKey {

    /** How many bytes it has. */
    public static final int BYTES = 32;

    private final SecretKeySpec key;

    /**
     * @param key 32 random bytes
     */
    public MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("The key must have " + BYTES + " bytes.");
        }
        this.key = new SecretKeySpec(key, BlindIndexKey.MAC);
    }

    /** What encrypts for a purpose. */
    public Seal seal(String purpose) {
        return new Seal(expanded(purpose));
    }

    /** What makes texts comparable for a purpose without telling them. */
    public BlindIndexKey lookUp(String purpose) {
        return new BlindIndexKey(expanded(purpose));
    }

    /** Tells this key from others for a purpose, and nothing about it. */
    public byte[] checkValue(String purpose) {
        return expanded(purpose);
    }

    /** The first block of HKDF-Expand, which has the length that is wanted. */
    private byte[] expanded(String purpose) {
        return hmac(key, (purpose + "\u0001").getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(BlindIndexKey.MAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", impossible);
        }
    }
}
