package org.platelink.platform.sealing;

import javax.crypto.spec.SecretKeySpec;

/**
 * Key of a blind index: HMAC-SHA-256 makes values comparable without revealing them. A plain hash would not hide
 * values that are few and easily guessed.
 */
public final class BlindIndexKey {

    static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    BlindIndexKey(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /**
     * The key itself, encrypted. With it stored, the index stays valid when the master key that it was derived from
     * is replaced.
     *
     * @param row identifies the encrypted key; it can be decrypted with the same value only
     */
    public byte[] sealed(Seal seal, String row) {
        return seal.sealed(key.getEncoded(), row);
    }

    /** Decrypts a key that {@link #sealed} has encrypted. */
    public static BlindIndexKey opened(Seal seal, byte[] sealed, String row) {
        return new BlindIndexKey(seal.opened(sealed, row));
    }

    /** The HMAC of a text: 32 bytes, the same for the same text. */
    public byte[] of(byte[] text) {
        return MasterKey.hmac(key, text);
    }
}
