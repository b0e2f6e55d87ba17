package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.KeySelection;
import org.platelink.platform.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the journal, in a schema of their own beside the FHIR store. What was sent cannot be read without the key. */
final class JournalTable implements KeySelection.Checks {

    private final JdbcClient database;

    /** Makes the tables where they do not exist. */
    JournalTable(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists journal;
                create table if not exists journal.key_check (
                    one boolean primary key default true check (one),
                    value bytea not null);
                create table if not exists journal.carried_key (
                    name text primary key,
                    sealed bytea not null);
                create table if not exists journal.message (
                    arrival bigint generated always as identity primary key,
                    id uuid not null unique,
                    site text not null,
                    client text not null,
                    door text not null,
                    received_at timestamptz not null default now(),
                    control bytea,
                    fingerprint bytea not null,
                    content bytea,
                    charset text,
                    first uuid,
                    results int not null,
                    fate text not null,
                    decided_at timestamptz not null default now(),
                    attempts int not null default 0,
                    due timestamptz not null default now());
                alter table journal.message
                    add column if not exists alike bytea,
                    add column if not exists orders bigint[],
                    add column if not exists left_out int not null default 0,
                    add column if not exists held int not null default 0,
                    add column if not exists acknowledgement bytea;
                drop index if exists journal.message_control;
                create index if not exists message_numbered on journal.message (control) where control is not null;
                create index if not exists message_alike on journal.message (alike) where alike is not null;
                create index if not exists message_waiting on journal.message (arrival) where fate = 'received';
                create index if not exists message_sender on journal.message (site, received_at, client, door);
                create index if not exists message_fate on journal.message (site, fate, arrival);
                create table if not exists journal.finding (
                    message bigint not null references journal.message,
                    position int not null,
                    reason text not null,
                    place text not null,
                    key text,
                    sentence text not null,
                    primary key (message, position));
                create index if not exists finding_number on journal.finding (key)
                    where reason in ('number-of-another-subject', 'number-used-again')
                """);
    }

    /** What messages were compared with before the key was replaced, by name, encrypted with the key that is now. */
    Map<String, byte[]> carried() {
        Map<String, byte[]> carried = new TreeMap<>();
        database.sql("select name, sealed from journal.carried_key").query(row -> {
            carried.put(row.getString(1), row.getBytes(2));
        });
        return carried;
    }

    /**
     * What came, as it is kept.
     *
     * @param arrival its number in the order of arrival
     * @param sealed what came; null of the very same as one before
     * @param answer what was answered; null if that is not kept
     */
    record Content(long arrival, UUID id, byte @Nullable [] sealed, byte @Nullable [] answer) {}

    /** What came after a message, in the order of arrival. */
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

    /** Puts what another key has encrypted in the place of what is kept. */
    void replace(long arrival, byte @Nullable [] sealed, byte @Nullable [] answer) {
        database.sql("update journal.message set content = ?, acknowledgement = ? where arrival = ?")
                .params(Arrays.asList(sealed, answer, arrival))
                .update();
    }

    /** Writes down by what the key is told that all messages have now, and what it carries. */
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
        // What another key carries opens with that one alone, and nothing is compared with it any more.
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
