package org.platelink.platform.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code search.indexed}: by which search parameters the stored resources of each type are indexed, and by
 * which the reindexing is still pending. A parameter is written as its name, a blank and the fingerprint of its type
 * and path.
 */
final class IndexedParameters {

    private final JdbcClient database;

    IndexedParameters(JdbcClient database) {
        this.database = database;
    }

    /**
     * The indexing state of a resource type.
     *
     * @param parameters the parameters by which all resources of the type are indexed
     * @param pending the parameters by which they are being reindexed
     * @param reached the last resource that was reindexed, by HAPI's internal id (res_id)
     */
    record Row(Set<String> parameters, Set<String> pending, long reached) {}

    Map<String, Row> all() {
        Map<String, Row> all = new HashMap<>();
        database.sql("select type, parameters, pending, reached from search.indexed")
                .query(row -> {
                    all.put(row.getString(1), new Row(texts(row, 2), texts(row, 3), row.getLong(4)));
                });
        return all;
    }

    /** The names of the parameters whose index is incomplete, by type. */
    Map<String, Set<String>> pending() {
        Map<String, Set<String>> pending = new HashMap<>();
        database.sql("select type, pending from search.indexed where pending <> '{}'")
                .query(row -> {
                    pending.put(
                            row.getString(1),
                            texts(row, 2).stream()
                                    .map(one -> one.split(" ")[0])
                                    .collect(Collectors.toUnmodifiableSet()));
                });
        return Map.copyOf(pending);
    }

    void put(String type, Row row) {
        database.sql(
                        """
                        insert into search.indexed (type, parameters, pending, reached)
                        values (?, ?::text[], ?::text[], ?)
                        on conflict (type) do update set parameters = excluded.parameters,
                            pending = excluded.pending, reached = excluded.reached
                        """)
                .params(Arrays.asList(
                        type,
                        row.parameters().toArray(String[]::new),
                        row.pending().toArray(String[]::new),
                        row.reached()))
                .update();
    }

    /**
     * Locks the row of a type for the current transaction ({@code for update skip locked}), so that one server at a
     * time reindexes the type.
     *
     * @return empty if another server holds the lock
     */
    Optional<Row> turn(String type) {
        return database.sql(
                        "select parameters, pending, reached from search.indexed where type = ? for update skip locked")
                .param(type)
                .query((row, number) -> new Row(texts(row, 1), texts(row, 2), row.getLong(3)))
                .optional();
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return new TreeSet<>(List.of((String[]) array.getArray()));
    }
}
