package org.platelink.platform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;

/**
 * An external PostgreSQL, given by {@code spring.datasource.url}, with the roles that were created there for the
 * server.
 */
final class ExternalDatabase {

    private static final int OLDEST_VERSION = 15;
    private static final String MEND =
            "; make the roles by roles.sql, as operate.md says, and give the server's by SPRING_DATASOURCE_USERNAME and"
                    + " SPRING_DATASOURCE_PASSWORD, the trail's by PLATELINK_DATABASE_AUDITPASSWORD and"
                    + " PLATELINK_DATABASE_TRAILPASSWORD.";

    private final DataSourceProperties server;
    private final RolesProperties roles;

    ExternalDatabase(DataSourceProperties server, RolesProperties roles) {
        this.server = server;
        this.roles = roles;
    }

    String url() {
        return server.determineUrl();
    }

    /**
     * Checks at startup that the database is PostgreSQL 15 or later, that all three roles can log in, and that none
     * of them has more privileges than it may have.
     *
     * @return product and version
     * @throws StartUpRefused if a check fails
     */
    String check() {
        String product = check(server.determineUsername(), server.determinePassword());
        if (roles.auditPassword() == null || roles.trailPassword() == null) {
            throw new StartUpRefused("the audit trail needs roles of its own in the given database" + MEND);
        }
        check(roles.auditRole(), roles.auditPassword());
        check(roles.trailRole(), roles.trailPassword());
        return product;
    }

    private String check(@Nullable String user, @Nullable String password) {
        try (Connection connection = DriverManager.getConnection(url(), user, password)) {
            DatabaseMetaData facts = connection.getMetaData();
            String product = facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion();
            if (!facts.getDatabaseProductName().equals("PostgreSQL")
                    || facts.getDatabaseMajorVersion() < OLDEST_VERSION) {
                throw new StartUpRefused(
                        "the database is " + product + "; it must be PostgreSQL " + OLDEST_VERSION + " or later.");
            }
            if (mayDoAnything(connection)) {
                throw new StartUpRefused("the role " + facts.getUserName()
                        + " may do anything in the given database, where a fault of the server would be one of all of it"
                        + MEND);
            }
            return product;
        } catch (SQLException failure) {
            throw new StartUpRefused(
                    "the database cannot be used by the role " + user + " ("
                            + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ")
                            + "); check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD"
                            + ", and for the trail's roles PLATELINK_DATABASE_AUDITPASSWORD and"
                            + " PLATELINK_DATABASE_TRAILPASSWORD.",
                    failure);
        }
    }

    /**
     * Whether the role is a superuser, or can become one, or can access the files and programs of the database's
     * machine.
     */
    private static boolean mayDoAnything(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select bool_or(rolsuper or rolcreaterole or rolreplication or rolbypassrls or rolname in
                            ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))
                        from pg_roles where pg_has_role(current_user, oid, 'member')
                        """)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
