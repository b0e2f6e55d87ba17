package org.platelink;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** A PostgreSQL that is given to a server, with the roles that an administrator makes there by {@code roles.sql}. */
public final class GivenPostgres {

    private static final String PASSWORD = "not-asked-for";

    private GivenPostgres() {}

    /**
     * Makes the roles in a database, and answers the variables by which it is given.
     *
     * @param database its name
     */
    public static Map<String, String> to(EmbeddedPostgres postgres, String database) {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(roles());
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
        return Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?reWriteBatchedInserts=true",
                "SPRING_DATASOURCE_USERNAME",
                "platelink_server",
                "SPRING_DATASOURCE_PASSWORD",
                PASSWORD,
                "PLATELINK_DATABASE_AUDITPASSWORD",
                PASSWORD,
                "PLATELINK_DATABASE_TRAILPASSWORD",
                PASSWORD);
    }

    private static String roles() throws IOException {
        try (InputStream sql = Objects.requireNonNull(
                GivenPostgres.class.getResourceAsStream("/org/platelink/platform/database/roles.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
