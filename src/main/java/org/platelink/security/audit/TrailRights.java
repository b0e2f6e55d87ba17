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
 * Who may do what with the tables of the trail, given anew at each start. The server may read it and keep an event in the
 * transaction of a change; the role by which the trail is written may add to it and read it; neither may change, remove or empty
 * anything, nor take away what keeps others from it: the tables belong to a third, which is used for the start alone.
 */
final class TrailRights {

    private TrailRights() {}

    /**
     * Gives the rights. Where one role is all of them, as in tests of the tables alone, nothing changes.
     *
     * @param owner who made the tables
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
