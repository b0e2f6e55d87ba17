package org.platelink.laboratory.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases a text from the journal, in every message that brought it, and keeps the fact that they were sent: when, by
 * whom, and their status.
 *
 * <p>The blind indexes stay, which reveal nothing without the key.
 */
public final class MessageErasure {

    /**
     * The messages with one text: the one with an id; the one that it repeats, and whatever repeats that; and all
     * others with the same content or the same statement, by their blind indexes. A rejected message that is sent
     * again, and a FHIR delivery, are no duplicates of the first one.
     */
    private static final String COPIES =
            """
            with recursive copy as (
                select id, first, fingerprint, alike from journal.message where id = ?
                union
                select m.id, m.first, m.fingerprint, m.alike from copy c join journal.message m
                    on m.id = c.first or m.first = c.id or m.fingerprint = c.fingerprint or m.alike = c.alike)
            """;

    private final JdbcClient database;
    private final JournalKeys keys;

    MessageErasure(JdbcClient database, JournalKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * A message of the journal, of any site.
     *
     * @param id the id by which the journal knows it
     * @param site the id of the Organization whose client delivered it
     * @param client the client that delivered it
     * @param received when it was received
     * @param status its status
     */
    public record Copy(UUID id, String site, String client, Instant received, MessageStatus status) {}

    /** The messages that brought the text of a message, itself among them; empty if there is no such message. */
    public List<Copy> copies(UUID id) {
        return database.sql(
                        COPIES
                                + """
                        select id, site, client, received_at, fate from journal.message
                        where id in (select id from copy) order by arrival
                        """)
                .param(id)
                .query((row, number) -> new Copy(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        Journal.instant(row, 4),
                        MessageStatus.of(row.getString(5)).orElseThrow()))
                .list();
    }

    /**
     * Erases content, acknowledgement and the texts of the findings of a message and of all its copies. A parked
     * message becomes rejected and a partial one applied: nothing is left of it that could be stored.
     *
     * @param tombstone the text that replaces the content
     */
    public void erase(UUID id, String tombstone) {
        copies(id).forEach(copy -> eraseOne(copy.id(), tombstone));
    }

    private void eraseOne(UUID id, String tombstone) {
        byte[] sealed = keys.sealed(id, tombstone.getBytes(StandardCharsets.UTF_8));
        // An identical duplicate has no content of its own, and shows that of the first message.
        database.sql(
                        """
                        update journal.message
                        set content = case when content is null then null else ? end, charset = 'UTF-8',
                            acknowledgement = null,
                            fate = case fate when 'parked' then 'rejected' when 'partial' then 'applied' else fate end
                        where id = ?
                        """)
                .params(sealed, id)
                .update();
        database.sql(
                        """
                        update journal.finding set key = null, sentence = ?
                        where message = (select arrival from journal.message where id = ?)
                        """)
                .params(tombstone, id)
                .update();
    }
}
