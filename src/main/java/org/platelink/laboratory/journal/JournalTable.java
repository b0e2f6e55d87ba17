package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.KeySelection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database tables of the journal, in a schema of their own beside the FHIR store. Message contents and
 * acknowledgements are encrypted.
 */
final class JournalTable implements KeySelection.Checks {

    private final JdbcClient database;

    JournalTable(JdbcClient database) {
        this.database = database;
    }

    /** The HMAC keys from before the master key was replaced, by name, encrypted with the present master key. */
    Map<String, byte[]> carried() {
        Map<String, byte[]> carried = new TreeMap<>();
        database.sql("select name, sealed from journal.carried_key").query(row -> {
            carried.put(row.getString(1), row.getBytes(2));
        });
        return carried;
    }

    /**
     * The encrypted contents of a message.
     *
     * @param arrival the sequence number in the order of arrival
     * @param sealed the message; null for an identical duplicate
     * @param answer the acknowledgement; null if it was not stored
     */
    record Content(long arrival, UUID id, byte @Nullable [] sealed, byte @Nullable [] answer) {}

    /** The contents of the next messages after a sequence number. */
    List<Content> after(long arrival, int most) {
        return database.sql(
                        """
                        select arrival, id, content, acknowledgement from journal.message
                        where arrival > ? and (content is not null or acknowledgement is not null) order by arrival limit ?
                        """)
                .params(arrival, most)
                .query((row, number) ->
                        new Content(row.getLong(1), row.getObject(2, UUID.class), row.getBytes(3), row.getBytes(4)))
                .list();
    }

    /** Replaces the encrypted contents of a message. */
    void replace(long arrival, byte @Nullable [] sealed, byte @Nullable [] answer) {
        database.sql("update journal.message set content = ?, acknowledgement = ? where arrival = ?")
                .params(Arrays.asList(sealed, answer, arrival))
                .update();
    }

    /** Writes the check value of the new key and the HMAC keys that it carries. */
    void rotated(byte[] check, Map<String, byte[]> carried) {
        keep(check);
        carried.forEach((name, bytes) -> database.sql(
                        """
                        insert into journal.carried_key (name, sealed) values (?, ?)
                        on conflict (name) do update set sealed = excluded.sealed
                        """)
                .params(name, bytes)
                .update());
    }

    @Override
    public boolean isUsed() {
        return database.sql("select exists (select from journal.message)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<byte[]> kept() {
        return database.sql("select value from journal.key_check")
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public void keep(byte[] check) {
        // The carried HMAC keys can be decrypted only with the other master key, and nothing is compared with them any
        // more.
        database.sql("delete from journal.carried_key").update();
        database.sql(
                        """
                        insert into journal.key_check (value) values (?)
                        on conflict (one) do update set value = excluded.value
                        """)
                .param(check)
                .update();
    }
}
