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

/** What messages are encrypted and compared with. */
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
    private final BlindIndexKey said;
    private final BlindIndexKey order;

    /**
     * The keys of a master key.
     *
     * @param carried by name, those that messages were compared with before the master key was replaced, encrypted with it;
     *     what is compared cannot be computed anew of what is kept
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
        said = comparison("said");
        order = comparison("order");
    }

    private BlindIndexKey comparison(String name) {
        return Objects.requireNonNull(comparison.get(name));
    }

    /** What messages are compared with, encrypted for another master key. */
    Map<String, byte[]> carriedBy(MasterKey key) {
        Seal carriage = key.seal("platelink journal carriage 1");
        Map<String, byte[]> carried = new TreeMap<>();
        comparison.forEach((name, one) -> carried.put(name, one.sealed(carriage, name)));
        return carried;
    }

    /**
     * The keys of a journal.
     *
     * @param place where the key comes from
     * @throws org.platelink.platform.server.StartUpRefused if there are messages and the key is missing or another one
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

    /** By what a message of the same number is found; null if nobody numbered it. */
    byte @Nullable [] controlOf(IncomingMessage message) {
        if (message.control() == null) {
            return null;
        }
        return control.of(joined(message.site(), message.control()));
    }

    /** By what a message of the same site that says the same is found; null if nobody numbered it. */
    byte @Nullable [] saidOf(IncomingMessage message) {
        if (message.said() == null) {
            return null;
        }
        byte[] text = message.said().text();
        ByteBuffer all = ByteBuffer.allocate(length(message.site()) + text.length);
        put(all, message.site());
        return said.of(all.put(text).array());
    }

    /** By what messages about the same orders of a site are found; null if nobody numbered it. */
    Long @Nullable [] ordersOf(IncomingMessage message) {
        return message.said() == null
                ? null
                : message.said().orders().stream()
                        .map(number -> ByteBuffer.wrap(order.of(joined(message.site(), List.of(number))))
                                .getLong())
                        .toArray(Long[]::new);
    }

    /** What tells its content from any other. */
    byte[] contentOf(IncomingMessage message) {
        return content.of(message.comparable());
    }

    /** Texts so that no others give the same bytes. */
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
