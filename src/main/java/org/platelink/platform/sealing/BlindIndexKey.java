package org.platelink.platform.sealing;

import javax.crypto.spec.SecretKeySpec;

/** Makes what is few and easily guessed comparable, where a plain hash would hide nothing: HMAC-SHA-256. */
public final class BlindIndexKey {

    static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    BlindIndexKey(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /**
     * The key itself, encrypted, so that what was made comparable with it stays so when the key that it was derived from is
     * no more.
     *
     * @param row by what it is known; it opens under no other
     */
    public byte[] sealed(Seal seal, String row) {
        return seal.sealed(key.getEncoded(), row);
    }

    /** A key that {@link #sealed} has encrypted. */
    public static BlindIndexKey opened(Seal seal, byte[] sealed, String row) {
        return new BlindIndexKey(seal.opened(sealed, row));
    }

    /** 32 bytes, the same for the same text. */
    public byte[] of(byte[] text) {
        return MasterKey.hmac(key, text);
    }
}
