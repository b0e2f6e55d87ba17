package org.platelink.laboratory.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes what was sent out of the journal, and leaves that something was: when, by whom, and what became of it. The fingerprints
 * stay, which tell nothing without the key, so that the same message sent again is a duplicate and not stored anew.
 */
public final class MessageErasure {

    private final JdbcClient database;
    private final JournalKeys keys;

    MessageErasure(JdbcClient database, JournalKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * A message of the journal.
     *
     * @param id by which it is known
     * @param site the id of the Organization whose client delivered it
     * @param client who delivered it
     * @param received when
     * @param fate what became of it
     */
    public record Kept(UUID id, String site, String client, Instant received, MessageStatus fate) {}

    /** A message of whatever site. */
    public Optional<Kept> find(UUID id) {
        return database.sql("select id, site, client, received_at, fate from journal.message where id = ?")
                .param(id)
                .query((row, number) -> new Kept(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        Journal.instant(row, 4),
                        MessageStatus.of(row.getString(5)).orElseThrow()))
                .optional();
    }

    /**
     * Erases what came in a message, and in those that were the very same. One that waited for something to be mended waits no
     * more: what is left of it says nothing.
     *
     * @param tombstone what stands in its place
     */
    public void erase(UUID id, String tombstone) {
        byte[] sealed = keys.sealed(id, tombstone.getBytes(StandardCharsets.UTF_8));
        database.sql(
                        """
                        update journal.message set content = ?, charset = 'UTF-8', acknowledgement = null,
                            fate = case fate when 'parked' then 'rejected' when 'partial' then 'applied' else fate end
                        where id = ?
                        """)
                .params(sealed, id)
                .update();
        database.sql(
                        """
                        update journal.finding set key = null, sentence = ?
                        where message in (select arrival from journal.message where id = ? or first = ?)
                        """)
                .params(tombstone, id, id)
                .update();
        database.sql("update journal.message set acknowledgement = null where first = ?")
                .param(id)
                .update();
    }

    /** The message that holds what came, where a later one was the very same. */
    public UUID holder(UUID id) {
        return database.sql(
                        "select case when content is null then coalesce(first, id) else id end from journal.message where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }
}
