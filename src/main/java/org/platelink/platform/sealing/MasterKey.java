package org.platelink.platform.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Master key from which a key for each purpose is derived by HKDF-Expand.
 *
 * <p>It is 256 random bits, so of HKDF the expansion is all that is needed (RFC 5869, section 3.3).
 */
public final class MasterKey {

    /** The length of the key in bytes. */
    public static final int BYTES = 32;

    private final SecretKeySpec key;

    /** @param key 32 random bytes */
    public MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("The key must have " + BYTES + " bytes.");
        }
        this.key = new SecretKeySpec(key, BlindIndexKey.MAC);
    }

    /** The encryption for a purpose. */
    public Seal seal(String purpose) {
        return new Seal(expanded(purpose));
    }

    /** The blind index key for a purpose. */
    public BlindIndexKey lookUp(String purpose) {
        return new BlindIndexKey(expanded(purpose));
    }

    /** A value that identifies this key for a purpose and reveals nothing about it. */
    public byte[] checkValue(String purpose) {
        return expanded(purpose);
    }

    /** The first block of HKDF-Expand, which is as long as the keys that are needed. */
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
