package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Runs a query with its parameters over one connection. */
final class Rows {

    private static final int FETCHED_AT_ONCE = 1000;

    private Rows() {}

    /** Makes a value of a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Is called for each row. */
    interface Use {
        void use(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection database, String sql, Reader<T> reader, Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        each(database, sql, row -> rows.add(reader.read(row)), parameters);
        return rows;
    }

    /**
     * Runs a query.
     *
     * @param parameters Strings, Instants, collections of Strings, {@link Keys}
     */
    static void each(Connection database, String sql, Use use, Object... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                set(database, statement, i + 1, parameters[i]);
            }
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    use.use(row);
                }
            }
        }
    }

    /** Numeric keys of HAPI's (PIDs), bound as an array of bigint, also if there are none. */
    record Keys(Collection<Long> keys) {}

    static void set(Connection database, PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Keys numbers) {
            statement.setArray(
                    index, database.createArrayOf("bigint", numbers.keys().toArray()));
        } else if (value instanceof Collection<?> texts) {
            statement.setArray(index, database.createArrayOf("text", texts.toArray()));
        } else if (value instanceof Instant moment) {
            statement.setTimestamp(index, Timestamp.from(moment));
        } else {
            statement.setString(index, (String) value);
        }
    }
}
