package org.platelink.laboratory.intake.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger: a table beside the FHIR store with the stored state of each result and the message it came with.
 *
 * <p>Its rows are locked while a message is applied, so that two messages with the same result are serialised.
 */
final class ResultLedger {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final JdbcClient database;

    ResultLedger(JdbcClient database) {
        this.database = database;
    }

    /** The ids of results by the names that they were sent with, as far as these are known. */
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

    /** Stores the names that results were sent with, by their hashes; names that are known are left as they are. */
    void name(String site, Map<byte[], String> results) {
        byte[][] names = results.keySet().toArray(byte[][]::new);
        String[] ids = keys(results.values().toArray(String[]::new));
        database.sql(
                        """
                        insert into journal.result_name (site, name, result)
                        select ?, n, r from unnest(?::bytea[], ?::uuid[]) as named (n, r)
                        on conflict do nothing
                        """)
                .params(site, names, ids)
                .update();
    }

    private static final String COLUMNS =
            "coalesce(fhir_id, id::text), issued, sent, arrival, status, content, lead, report, subject, effective, sender, codes, shared";

    /** Locks the rows of results until the transaction ends; rows that do not exist are inserted. */
    List<LedgerRow> locked(String site, Collection<String> ids) {
        // Sorted, so that no two transactions wait for each other.
        String[] ordered = ids.stream().distinct().sorted().toArray(String[]::new);
        return database.sql(
                        """
                        insert into journal.result (id, fhir_id, site)
                        select i, f, ? from unnest(?::uuid[], ?::text[]) with ordinality as asked (i, f, n) order by i
                        on conflict (id) do update set site = journal.result.site
                        returning\s"""
                                + COLUMNS)
                .params(
                        site,
                        keys(ordered),
                        Arrays.stream(ordered).map(id -> isKey(id) ? null : id).toArray(String[]::new))
                .query((row, number) -> row(row))
                .list();
    }

    /** The rows of results and of all others that have their numbers. They are not locked. */
    List<LedgerRow> ofNumbers(Collection<String> leads) {
        String[] all = keys(leads.stream().distinct().toArray(String[]::new));
        return database.sql("select " + COLUMNS
                        + " from journal.result where id = any (?::uuid[]) or lead = any (?::uuid[])")
                .params(all, all)
                .query((row, number) -> row(row))
                .list();
    }

    private static LedgerRow row(ResultSet row) throws SQLException {
        String id = row.getString(1);
        String lead = row.getString(7);
        StoredState stored = row.getString(5) == null
                ? null
                : new StoredState(
                        new ResultTimestamp(instant(row, 2), instant(row, 3), row.getLong(4)),
                        row.getString(5),
                        row.getBytes(6));
        return new LedgerRow(
                id,
                lead == null ? id : lead,
                row.getString(8),
                stored,
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getBoolean(13));
    }

    /** Updates the stored states in rows that are locked. */
    void write(List<LedgerRow> rows) {
        List<LedgerRow> states =
                rows.stream().filter(row -> row.stored() != null).toList();
        database.sql(
                        """
                        update journal.result r
                        set report = coalesce(w.report, r.report), issued = w.issued, sent = w.sent,
                            arrival = w.arrival, status = w.status, content = w.content, lead = w.lead,
                            subject = w.subject, effective = w.effective, sender = w.sender, codes = w.codes
                        from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[],
                            ?::bytea[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as w (id, report, issued, sent, arrival, status, content, lead, subject, effective, sender,
                                codes)
                        where r.id = w.id
                        """)
                .params(
                        texts(states, row -> key(row.id())),
                        texts(states, row -> row.report() == null ? null : key(row.report())),
                        times(states, true),
                        times(states, false),
                        states.stream()
                                .map(row -> row.state().stamp().arrival())
                                .toArray(Long[]::new),
                        texts(states, row -> row.state().status()),
                        states.stream().map(row -> row.state().content()).toArray(byte[][]::new),
                        texts(states, row -> row.lead().equals(row.id()) ? null : key(row.lead())),
                        texts(states, LedgerRow::subject),
                        texts(states, LedgerRow::effective),
                        texts(states, LedgerRow::sender),
                        texts(states, LedgerRow::codes))
                .update();
        share(states.stream().filter(row -> !row.lead().equals(row.id())).toList());
    }

    /** Marks the locked row of the first result with a number as shared: others have the number too. */
    private void share(List<LedgerRow> others) {
        if (!others.isEmpty()) {
            database.sql("update journal.result set shared = true where id = any (?::uuid[]) and shared is not true")
                    .param(texts(others, row -> key(row.lead())))
                    .update();
        }
    }

    private static String[] texts(List<LedgerRow> rows, Function<LedgerRow, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static String[] times(List<LedgerRow> rows, boolean issued) {
        return rows.stream()
                .map(row -> issued
                        ? row.state().stamp().issued()
                        : row.state().stamp().sent())
                .map(time -> time == null ? null : time.toString())
                .toArray(String[]::new);
    }

    /** The ids of the stored results of a report. */
    List<String> resultsOf(String report) {
        return database.sql("select coalesce(fhir_id, id::text) from journal.result"
                        + " where report = ?::uuid and status is not null")
                .param(key(report))
                .query(String.class)
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    /**
     * The primary key of a resource's row: its id, or a UUID derived from an id that is no UUID, as resources have
     * that others than laboratories stored.
     */
    private static String key(String id) {
        return isKey(id)
                ? id
                : UUID.nameUUIDFromBytes(("fhir-id:" + id).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private static boolean isKey(String id) {
        return KEY.matcher(id).matches();
    }

    private static String[] keys(String[] ids) {
        return Arrays.stream(ids).map(ResultLedger::key).toArray(String[]::new);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
