package org.platelink;

import javax.sql.DataSource;
import org.platelink.platform.schema.SchemaMigration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Platelink's own tables, as a first start makes them, in a database that a test has to itself. */
public final class FreshTables {

    private FreshTables() {}

    /** Drops whatever is in a database, triggers of a test with it, and makes the tables. */
    public static void in(DataSource database) {
        JdbcClient client = JdbcClient.create(database);
        client.sql(
                        """
                        select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
                        """)
                .query(String.class)
                .list()
                .forEach(schema ->
                        client.sql("drop schema " + schema + " cascade").update());
        client.sql("create schema public").update();
        SchemaMigration.runOwn(database);
    }
}
