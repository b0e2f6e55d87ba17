package org.platelink.laboratory.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases the content of a message from the journal, and keeps the fact that it was sent: when, by whom, and its
 * status.
 *
 * <p>The blind indexes stay, which reveal nothing without the key, so that the same message sent again is a duplicate
 * and is not stored anew.
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
     * @param id the id by which the journal knows it
     * @param site the id of the Organization whose client delivered it
     * @param client the client that delivered it
     * @param received when it was received
     * @param fate its status
     */
    public record Kept(UUID id, String site, String client, Instant received, MessageStatus fate) {}

    /** A message of any site. */
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
     * Erases the content of a message, which its identical duplicates share, and the acknowledgements and the texts
     * of the findings of the message and of its duplicates. A parked message becomes rejected and a partial one
     * applied: nothing is left of it that could be stored.
     *
     * @param tombstone the text that replaces the content
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

    /** The id of the message that holds the content: the first one, for an identical duplicate. */
    public UUID holder(UUID id) {
        return database.sql(
                        "select case when content is null then coalesce(first, id) else id end from journal.message where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }
}
