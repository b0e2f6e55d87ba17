package org.platelink.platform.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.platelink.platform.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which search parameters find what is stored of each type, and which will only when it was indexed by them: a table beside the
 * store. A parameter is written as its name, a blank and the fingerprint of what it takes from a resource.
 */
final class IndexedParameters {

    private final JdbcClient database;

    IndexedParameters(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists search;
                create table if not exists search.indexed (
                    type text primary key,
                    parameters text[] not null,
                    pending text[] not null default '{}',
                    reached bigint not null default 0)
                """);
    }

    /**
     * What is known of a type.
     *
     * @param parameters those by which all of it is found
     * @param pending those by which it is being indexed
     * @param reached the last resource, by HAPI's number, that was indexed by them
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

    /** The names of those by which not all is found, by type. */
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
     * Takes a turn at indexing, for the transaction that runs.
     *
     * @return empty if another server has it
     */
    Optional<Row> turn(String type) {
        return database.sql(
                        "select parameters, pending, reached from search.indexed where type = ? for update skip locked")
                .param(type)
                .query((row, number) -> new Row(texts(row, 1), texts(row, 2), row.getLong(3)))
                .optional();
    }

    /** Which of some types anything is stored of. HAPI's table has an index that begins with the type. */
    Set<String> stored(Collection<String> types) {
        return Set.copyOf(database.sql(
                        "select t from unnest(?::text[]) t where exists (select from hfj_resource where res_type = t)")
                .param(types.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Whether anything of a type was stored before a search parameter that is a resource of its own. */
    boolean isOlderThan(String type, String parameter) {
        return database.sql(
                        """
                        select exists (select from hfj_resource where res_type = ? and res_updated <
                            (select res_updated from hfj_resource where res_type = 'SearchParameter' and fhir_id = ?))
                        """)
                .params(type, parameter)
                .query(Boolean.class)
                .single();
    }

    /** The next resources of a type, by HAPI's numbers. */
    List<Long> after(String type, long reached, int most) {
        return database.sql("select res_id from hfj_resource where res_type = ? and res_id > ? order by res_id limit ?")
                .params(type, reached, most)
                .query(Long.class)
                .list();
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return new TreeSet<>(List.of((String[]) array.getArray()));
    }
}
