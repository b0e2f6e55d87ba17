package org.platelink.security.linkage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.platelink.platform.sealing.BlindIndexKey;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeySelection;
import org.platelink.platform.sealing.MasterKey;
import org.platelink.platform.sealing.Seal;

/**
 * The keys that encrypt the linkage table and make it searchable.
 *
 * <p>Identifiers are few and easily guessed, so they are looked up by a keyed hash (blind index). Encrypted
 * identifiers are bound to their row.
 */
final class LinkageKeys {

    private static final String CHECK = "platelink linkage check 1";
    static final KeySelection KEPT = new KeySelection(
            "linkage", "the linkage table", "PLATELINK_LINKAGE_KEY", "nobody can tell who a participant is", CHECK);

    /** Laboratories' texts repeat the same words, so their hashes are cached; those of a note need not be. */
    private static final int WORDS_KEPT = 10_000;

    private static final int LONGEST_KEPT = 40;

    private final BlindIndexKey look;
    private final BlindIndexKey text;
    private final Seal seal;
    private final byte[] check;
    private final Cache<String, byte[]> words =
            Caffeine.newBuilder().maximumSize(WORDS_KEPT).build();

    LinkageKeys(MasterKey key) {
        look = key.lookUp("platelink linkage look-up 1");
        text = key.lookUp("platelink linkage text 1");
        seal = key.seal("platelink linkage seal 1");
        check = key.checkValue(CHECK);
    }

    /**
     * Loads the keys of a table.
     *
     * @param place where the key comes from
     * @throws org.platelink.platform.server.StartUpRefused if there are rows and the key is missing or another one
     */
    static LinkageKeys of(LinkageTable table, KeyPlace place) {
        return new LinkageKeys(KEPT.find(table, place));
    }

    /** A check value that distinguishes this key from others, and reveals nothing about it. */
    byte[] checkValue() {
        return check.clone();
    }

    /** The blind index of an identifier. */
    byte[] lookUpOf(PersonIdentifier identifier) {
        return look.of(pair(identifier.system(), identifier.normalised()));
    }

    /** The blind index of a word of a text; its computation must not be changed. */
    byte[] lookUpOf(String word) {
        return word.length() > LONGEST_KEPT ? hashed(word) : words.get(word, this::hashed);
    }

    private byte[] hashed(String word) {
        return text.of(word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Encrypts an identifier.
     *
     * @param row the other data of its row; it cannot be decrypted with those of another row
     */
    byte[] sealed(PersonIdentifier identifier, String row) {
        return seal.sealed(pair(identifier.system(), identifier.value()), row);
    }

    /**
     * Decrypts an identifier.
     *
     * @throws IllegalStateException if the row is not the one that it was encrypted for, or was changed
     */
    PersonIdentifier opened(byte[] sealed, String row) {
        ByteBuffer open = ByteBuffer.wrap(seal.opened(sealed, row));
        byte[] system = new byte[open.getInt()];
        open.get(system);
        byte[] value = new byte[open.remaining()];
        open.get(value);
        return new PersonIdentifier(
                new String(system, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
    }

    /** Encodes two texts with a length prefix, so that no other two give the same bytes. */
    private static byte[] pair(String first, String second) {
        byte[] head = first.getBytes(StandardCharsets.UTF_8);
        byte[] tail = second.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + head.length + tail.length)
                .putInt(head.length)
                .put(head)
                .put(tail)
                .array();
    }
}
