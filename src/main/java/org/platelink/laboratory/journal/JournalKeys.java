package org.platelink.laboratory.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.BlindIndexKey;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeySelection;
import org.platelink.platform.sealing.MasterKey;
import org.platelink.platform.sealing.Seal;

/**
 * The keys of the journal: the encryption key of contents, and the HMAC keys of the blind indexes by which messages
 * are compared.
 */
final class JournalKeys {

    private static final String CHECK = "platelink journal check 1";
    static final KeySelection KEPT = new KeySelection(
            "journal",
            "the journal of messages",
            "PLATELINK_JOURNAL_KEY",
            "nobody can read what laboratories sent",
            CHECK);

    private final Seal seal;
    private final Map<String, BlindIndexKey> comparison;
    private final BlindIndexKey control;
    private final BlindIndexKey content;
    private final BlindIndexKey statement;
    private final BlindIndexKey order;

    /**
     * Derives the keys from a master key.
     *
     * @param carried by name, the HMAC keys from before the master key was replaced, encrypted with this one. They
     *     stay in use, since the blind indexes cannot be computed again from what is stored. A key that is missing is
     *     derived from the master key
     */
    JournalKeys(MasterKey key, Map<String, byte[]> carried) {
        seal = key.seal("platelink journal seal 1");
        Seal carriage = key.seal("platelink journal carriage 1");
        comparison = new TreeMap<>();
        for (String name : List.of("control", "content", "said", "order")) {
            byte[] sealed = carried.get(name);
            comparison.put(
                    name,
                    sealed == null
                            ? key.lookUp("platelink journal " + name + " 1")
                            : BlindIndexKey.opened(carriage, sealed, name));
        }
        control = comparison("control");
        content = comparison("content");
        statement = comparison("said");
        order = comparison("order");
    }

    private BlindIndexKey comparison(String name) {
        return Objects.requireNonNull(comparison.get(name));
    }

    /** The HMAC keys, encrypted with another master key. */
    Map<String, byte[]> carriedBy(MasterKey key) {
        Seal carriage = key.seal("platelink journal carriage 1");
        Map<String, byte[]> carried = new TreeMap<>();
        comparison.forEach((name, one) -> carried.put(name, one.sealed(carriage, name)));
        return carried;
    }

    /**
     * Finds the keys of a journal.
     *
     * @param place where the master key comes from
     * @throws org.platelink.platform.server.StartUpRefused if there are messages and the key is missing or another
     *     one
     */
    static JournalKeys of(JournalTable table, KeyPlace place) {
        return new JournalKeys(KEPT.find(table, place), table.carried());
    }

    byte[] sealed(UUID message, byte[] bytes) {
        return seal.sealed(bytes, message.toString());
    }

    byte[] opened(UUID message, byte[] sealed) {
        return seal.opened(sealed, message.toString());
    }

    /**
     * The blind index of the control id (MSH-3, MSH-4, MSH-10) within the site; null if nobody numbered the message.
     */
    byte @Nullable [] controlOf(IncomingMessage message) {
        if (message.control() == null) {
            return null;
        }
        return control.of(joined(message.site(), message.control()));
    }

    /** The blind index of the statement within the site; null if nobody numbered the message. */
    byte @Nullable [] statementOf(IncomingMessage message) {
        if (message.statement() == null) {
            return null;
        }
        byte[] text = message.statement().text();
        ByteBuffer all = ByteBuffer.allocate(length(message.site()) + text.length);
        put(all, message.site());
        return statement.of(all.put(text).array());
    }

    /** The blind indexes of the orders within the site, 64 bits each; null if nobody numbered the message. */
    Long @Nullable [] ordersOf(IncomingMessage message) {
        return message.statement() == null
                ? null
                : message.statement().orders().stream()
                        .map(number -> ByteBuffer.wrap(order.of(joined(message.site(), List.of(number))))
                                .getLong())
                        .toArray(Long[]::new);
    }

    /** The blind index of the comparable content. */
    byte[] contentOf(IncomingMessage message) {
        return content.of(message.comparable());
    }

    /** Joins texts with their lengths, so that different lists give different bytes. */
    private static byte[] joined(String site, List<String> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                length(site) + parts.stream().mapToInt(JournalKeys::length).sum());
        put(all, site);
        parts.forEach(part -> put(all, part));
        return all.array();
    }

    private static int length(String part) {
        return Integer.BYTES + part.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void put(ByteBuffer all, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        all.putInt(bytes.length).put(bytes);
    }
}
