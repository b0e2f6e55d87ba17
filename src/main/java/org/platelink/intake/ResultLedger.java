package org.platelink.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which state of each result is stored, and by which message it came: a table beside the FHIR store. Its rows are locked
 * while a message is applied, so that of two that bring the same result one waits for the other.
 */
final class ResultLedger {

    private final JdbcClient database;

    /** Makes the tables where they do not exist. */
    ResultLedger(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists journal;
                create table if not exists journal.result (
                    id uuid primary key,
                    site text not null,
                    report uuid,
                    issued timestamptz,
                    sent timestamptz,
                    arrival bigint,
                    status text,
                    content bytea);
                create index if not exists result_report on journal.result (report) where report is not null;
                create table if not exists journal.result_name (
                    site text not null,
                    name bytea not null,
                    result uuid not null,
                    primary key (site, name))
                """);
    }

    /**
     * The state of a result that is stored.
     *
     * @param stamp which state it is
     * @param status its FHIR status
     * @param content the fingerprint of the resource
     */
    record Stored(Stamp stamp, String status, byte[] content) {}

    /** The ids of results by the names that they were sent with. */
    Map<String, String> idsOf(String site, Map<String, byte[]> names) {
        Map<String, String> found = new HashMap<>();
        Map<String, String> byHash = new HashMap<>();
        names.forEach((name, hash) -> byHash.put(hex(hash), name));
        database.sql("select name, result from journal.result_name where site = ? and name = any (?::bytea[])")
                .params(site, names.values().toArray(byte[][]::new))
                .query((row, number) -> found.put(byHash.get(hex(row.getBytes(1))), row.getString(2)))
                .list();
        return found;
    }

    /** Remembers by which names results were sent. */
    void name(String site, Map<byte[], String> results) {
        byte[][] names = results.keySet().toArray(byte[][]::new);
        String[] ids = results.values().toArray(String[]::new);
        database.sql(
                        """
                        insert into journal.result_name (site, name, result)
                        select ?, n, r from unnest(?::bytea[], ?::uuid[]) as named (n, r)
                        on conflict do nothing
                        """)
                .params(site, names, ids)
                .update();
    }

    /** Locks results until the transaction ends, and says what is stored of them; those that are new are not in the answer. */
    Map<String, Stored> locked(String site, Collection<String> ids) {
        // In one order, so that no two transactions wait for each other.
        String[] ordered = ids.stream().distinct().sorted().toArray(String[]::new);
        Map<String, Stored> found = new HashMap<>();
        database.sql(
                        """
                        insert into journal.result (id, site)
                        select i, ? from unnest(?::uuid[]) with ordinality as asked (i, n) order by n
                        on conflict (id) do update set site = journal.result.site
                        returning id, issued, sent, arrival, status, content
                        """)
                .params(site, ordered)
                .query((row, number) -> row.getString(5) == null ? null : found.put(row.getString(1), stored(row)))
                .list();
        return found;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Stamp(instant(row, 2), instant(row, 3), row.getLong(4)), row.getString(5), row.getBytes(6));
    }

    /**
     * Writes down what is stored now.
     *
     * @param id of the resource
     * @param report the id of the report that it belongs to; null if to none
     */
    record Row(String id, @Nullable String report, Stored stored) {}

    void write(List<Row> rows) {
        database.sql(
                        """
                        update journal.result r
                        set report = coalesce(w.report, r.report), issued = w.issued, sent = w.sent,
                            arrival = w.arrival, status = w.status, content = w.content
                        from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[],
                            ?::bytea[]) as w (id, report, issued, sent, arrival, status, content)
                        where r.id = w.id
                        """)
                .params(
                        rows.stream().map(Row::id).toArray(String[]::new),
                        rows.stream().map(Row::report).toArray(String[]::new),
                        times(rows, true),
                        times(rows, false),
                        rows.stream().map(row -> row.stored().stamp().arrival()).toArray(Long[]::new),
                        rows.stream().map(row -> row.stored().status()).toArray(String[]::new),
                        rows.stream().map(row -> row.stored().content()).toArray(byte[][]::new))
                .update();
    }

    private static String[] times(List<Row> rows, boolean issued) {
        return rows.stream()
                .map(row -> issued
                        ? row.stored().stamp().issued()
                        : row.stored().stamp().sent())
                .map(time -> time == null ? null : time.toString())
                .toArray(String[]::new);
    }

    /** The results of a report that are stored. */
    List<String> resultsOf(String report) {
        return database.sql("select id from journal.result where report = ?::uuid and status is not null")
                .param(report)
                .query(String.class)
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
