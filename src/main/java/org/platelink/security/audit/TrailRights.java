package org.platelink.security.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Grants the database rights on the tables of the trail, anew at each start. The server's role may read the trail and
 * insert a pending event in the transaction of a change. The role that writes the trail may add to it and read it.
 * Neither may update, delete or truncate, nor remove what prevents it: the tables belong to a third role, which is
 * used at start-up only.
 */
final class TrailRights {

    private TrailRights() {}

    /**
     * Grants the rights. Where one role is all three, as in tests of the tables alone, nothing changes.
     *
     * @param owner connection of the role that made the tables
     * @param server the role of the server's own connections
     * @param audit the role that adds to the trail
     */
    static void give(Connection owner, String server, String audit) throws SQLException {
        try (Statement statement = owner.createStatement();
                InputStream sql = Objects.requireNonNull(TrailRights.class.getResourceAsStream("/audit/rights.sql"))) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", Trail.SCHEMA)
                    .replace("${server}", quoted(server))
                    .replace("${audit}", quoted(audit)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String quoted(String role) {
        return "\"" + role.replace("\"", "\"\"") + "\"";
    }
}
