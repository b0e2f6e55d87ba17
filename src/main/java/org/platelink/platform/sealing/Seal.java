package org.platelink.platform.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption with AES-256-GCM, a random nonce of 96 bits, and the row that holds the text as associated
 * data.
 */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Encrypts a text.
     *
     * @param row the associated data, which identifies the row; decryption works with the same value only
     * @return nonce and ciphertext
     */
    public byte[] sealed(byte[] text, String row) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, nonce, row, text, 0);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts a text.
     *
     * @throws IllegalStateException if the row is not the one that it was encrypted for, or the text was changed
     */
    public byte[] opened(byte[] sealed, String row) {
        return run(Cipher.DECRYPT_MODE, sealed, row, sealed, NONCE_BYTES);
    }

    /** The nonce is the first bytes of {@code nonce}. */
    private byte[] run(int mode, byte[] nonce, String row, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A sealed row cannot be opened: it was changed.", failure);
        }
    }
}
