package org.platelink.sealing;

import javax.crypto.spec.SecretKeySpec;

/** Makes what is few and easily guessed comparable, where a plain hash would hide nothing: HMAC-SHA-256. */
public final class LookUpKey {

    static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    LookUpKey(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /** 32 bytes, the same for the same text. */
    public byte[] of(byte[] text) {
        return MasterKey.hmac(key, text);
    }
}
