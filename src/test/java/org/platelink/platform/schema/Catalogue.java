package org.platelink.platform.schema;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL's catalogues say of a database's tables: columns, constraints, indexes, sequences and settings. */
final class Catalogue {

    private static final String OTHERS = " not in ('pg_catalog', 'information_schema')";

    private Catalogue() {}

    /** A line for each thing, in the order of the alphabet. */
    static List<String> of(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        """
                        select concat_ws(' ', 'column', table_schema, table_name, column_name, data_type,
                            character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default)
                        from information_schema.columns where table_schema ${others}
                        union all select 'index ' || indexdef from pg_indexes where schemaname ${others}
                        union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(o.oid))
                        from pg_constraint o join pg_namespace n on n.oid = connamespace
                        where conrelid <> 0 and nspname ${others}
                        union all select concat_ws(' ', 'sequence', sequence_schema, sequence_name, increment, start_value)
                        from information_schema.sequences
                        union all select concat_ws(' ', 'settings', c.oid::regclass, reloptions::text) from pg_class c
                        join pg_namespace n on n.oid = relnamespace where reloptions is not null and nspname ${others}
                        order by 1
                        """
                                .replace("${others}", OTHERS))
                .query(String.class)
                .list();
    }
}
