package org.platelink.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the linkage table is encrypted and searched with: keys for each purpose, derived from the one that is kept outside
 * the database.
 *
 * <p>The one is 256 random bits, so of HKDF the expansion is all that is needed (RFC 5869, section 3.3). Identifiers are
 * few and easily guessed, so a plain hash would hide nothing: they are looked up by HMAC-SHA-256. They are sealed with
 * AES-256-GCM under a random nonce of 96 bits, bound to their row.
 */
final class LinkageKeys {

    /** Bytes of the key that everything is derived from. */
    static final int KEY_BYTES = 32;

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec look;
    private final SecretKeySpec text;
    private final SecretKeySpec seal;
    private final byte[] check;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key 32 random bytes
     */
    LinkageKeys(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("The key must have " + KEY_BYTES + " bytes.");
        }
        look = new SecretKeySpec(expanded(key, "platelink linkage look-up 1"), MAC);
        text = new SecretKeySpec(expanded(key, "platelink linkage text 1"), MAC);
        seal = new SecretKeySpec(expanded(key, "platelink linkage seal 1"), "AES");
        check = expanded(key, "platelink linkage check 1");
    }

    /** The first block of HKDF-Expand, which has the length that is wanted. */
    private static byte[] expanded(byte[] key, String purpose) {
        return hmac(new SecretKeySpec(key, MAC), (purpose + "\u0001").getBytes(StandardCharsets.UTF_8));
    }

    /** Tells this key from others, and nothing about it. */
    byte[] checkValue() {
        return check.clone();
    }

    /** By what an identifier is looked up. */
    byte[] lookUpOf(PersonIdentifier identifier) {
        return hmac(look, pair(identifier.system(), identifier.normalised()));
    }

    /** By what a word of a text is compared with the identifiers. */
    byte[] lookUpOf(String word) {
        return hmac(text, word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Encrypts an identifier.
     *
     * @param row what else stands in its row; it opens in no other
     * @return nonce and ciphertext
     */
    byte[] sealed(PersonIdentifier identifier, String row) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, nonce, row, pair(identifier.system(), identifier.value()), 0);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts an identifier.
     *
     * @throws IllegalStateException if the row is not the one that it was sealed for, or was changed
     */
    PersonIdentifier opened(byte[] sealed, String row) {
        byte[] nonce = ByteBuffer.wrap(sealed).slice(0, NONCE_BYTES).array();
        ByteBuffer open = ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, nonce, row, sealed, NONCE_BYTES));
        byte[] system = new byte[open.getInt()];
        open.get(system);
        byte[] value = new byte[open.remaining()];
        open.get(value);
        return new PersonIdentifier(
                new String(system, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
    }

    private byte[] run(int mode, byte[] nonce, String row, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A row of the linkage table cannot be opened: it was changed.", failure);
        }
    }

    /** Two texts so that no other two give the same bytes. */
    private static byte[] pair(String first, String second) {
        byte[] head = first.getBytes(StandardCharsets.UTF_8);
        byte[] tail = second.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + head.length + tail.length)
                .putInt(head.length)
                .put(head)
                .put(tail)
                .array();
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", impossible);
        }
    }
}
