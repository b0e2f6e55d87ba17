package org.platelink.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.sealing.KeptKey;
import org.platelink.sealing.LookUpKey;
import org.platelink.sealing.MasterKey;
import org.platelink.sealing.Seal;

/** What messages are encrypted and compared with. */
final class JournalKeys {

    private static final String CHECK = "platelink journal check 1";
    private static final KeptKey KEPT = new KeptKey(
            "journal", "the journal of messages", "PLATELINK_JOURNAL_KEY", "nobody can read what laboratories sent");

    private final Seal seal;
    private final LookUpKey control;
    private final LookUpKey content;
    private final LookUpKey said;
    private final LookUpKey order;

    JournalKeys(MasterKey key) {
        seal = key.seal("platelink journal seal 1");
        control = key.lookUp("platelink journal control 1");
        content = key.lookUp("platelink journal content 1");
        said = key.lookUp("platelink journal said 1");
        order = key.lookUp("platelink journal order 1");
    }

    /**
     * The keys of a journal.
     *
     * @param given the key in base64; null if the one of the data folder is to be used, or made
     * @param home the data folder
     * @throws org.platelink.server.StartUpRefused if there are messages and the key is missing or another one
     */
    static JournalKeys of(KeptKey.Checks checks, @Nullable String given, Path home) {
        return new JournalKeys(KEPT.find(checks, CHECK, given, home));
    }

    byte[] sealed(UUID message, byte[] bytes) {
        return seal.sealed(bytes, message.toString());
    }

    byte[] opened(UUID message, byte[] sealed) {
        return seal.opened(sealed, message.toString());
    }

    /** By what a message of the same number is found; null if nobody numbered it. */
    byte @Nullable [] controlOf(Incoming message) {
        if (message.control() == null) {
            return null;
        }
        return control.of(joined(message.site(), message.control()));
    }

    /** By what a message of the same site that says the same is found; null if nobody numbered it. */
    byte @Nullable [] saidOf(Incoming message) {
        if (message.said() == null) {
            return null;
        }
        byte[] text = message.said().text();
        ByteBuffer all = ByteBuffer.allocate(length(message.site()) + text.length);
        put(all, message.site());
        return said.of(all.put(text).array());
    }

    /** By what messages about the same orders of a site are found; null if nobody numbered it. */
    Long @Nullable [] ordersOf(Incoming message) {
        return message.said() == null
                ? null
                : message.said().orders().stream()
                        .map(number -> ByteBuffer.wrap(order.of(joined(message.site(), List.of(number))))
                                .getLong())
                        .toArray(Long[]::new);
    }

    /** What tells its content from any other. */
    byte[] contentOf(Incoming message) {
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
