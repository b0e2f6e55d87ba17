package org.platelink.laboratory.intake.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All rows of HAPI's tables that belong to some resources, as text: comparable between two transactions, since keys of
 * resources are written as their addresses, and keys and times that a transaction makes are left out.
 */
final class StoredRows {

    /** The columns by which a table's rows belong to a resource. */
    private static final List<String> OWNERS = List.of("res_id", "src_resource_id", "res_pid");

    /** Keys of resources. */
    private static final Set<String> KEYS = Set.of("res_id", "src_resource_id", "target_resource_id", "res_pid");

    /** What a transaction makes anew: keys of rows, and times of writing. */
    private static final Set<String> MADE =
            Set.of("pid", "sp_id", "res_ver_pid", "res_updated", "res_published", "sp_updated", "created_time");

    private final JdbcTemplate database;

    StoredRows(JdbcTemplate database) {
        this.database = database;
    }

    /** The tables whose rows belong to a resource, with the column by which they do. */
    Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        for (String owner : OWNERS) {
            database.queryForList(
                            "select table_name from information_schema.columns"
                                    + " where table_schema = 'public' and table_name like 'hfj\\_%' and data_type = 'bigint'"
                                    + " and column_name = ?",
                            String.class, owner)
                    .forEach(table -> tables.putIfAbsent(table, owner));
        }
        return tables;
    }

    /** All of HAPI's tables of resources and of their index. */
    Set<String> all() {
        return new TreeSet<>(database.queryForList(
                "select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_name like 'hfj\\_%'",
                String.class));
    }

    /**
     * The rows of some resources, by table.
     *
     * @param labels what the resources are called, by their addresses; the same resource may have another id in the
     *     other transaction
     */
    Map<String, List<String>> of(Map<String, String> labels) {
        Map<Long, String> addresses = new HashMap<>();
        database.query("select res_id, res_type || '/' || fhir_id from hfj_resource", row -> {
            addresses.put(row.getLong(1), labels.getOrDefault(row.getString(2), row.getString(2)));
        });
        Long[] owned = addresses.entrySet().stream()
                .filter(one -> labels.containsValue(one.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        Map<String, List<String>> rows = new TreeMap<>();
        tables().forEach((table, owner) -> {
            List<String> found = new ArrayList<>();
            database.queryForList("select * from " + table + " where " + owner + " = any(?)", (Object) owned)
                    .forEach(row -> found.add(text(table, row, addresses, labels)));
            found.sort(null);
            rows.put(table, found);
        });
        return rows;
    }

    private static String text(
            String table, Map<String, Object> row, Map<Long, String> addresses, Map<String, String> labels) {
        Map<String, String> values = new TreeMap<>();
        row.forEach((column, value) -> {
            if (value == null || MADE.contains(column)) {
                return;
            }
            if (KEYS.contains(column)) {
                values.put(column, addresses.get(((Number) value).longValue()));
            } else if (column.equals("fhir_id")) {
                values.put(column, labels.get(row.get("res_type") + "/" + value));
            } else {
                String[] text = {value.toString()};
                labels.forEach((address, label) -> text[0] = text[0].replace(address + "\"", label + "\""));
                values.put(column, text[0]);
            }
        });
        return values.toString();
    }
}
