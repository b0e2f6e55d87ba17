package org.platelink.trial.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * A connection to HAPI's tables, within the transaction that it is in.
 *
 * @param database the connection
 */
record StoredTexts(Connection database) {

    private static final int FETCHED_AT_ONCE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done with each row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows.
     *
     * @param sql with one parameter, an array of the ids
     * @param type the SQL type of the ids
     */
    void forEach(String sql, String type, Collection<?> ids, RowReader reader) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, database.createArrayOf(type, ids.toArray()));
            read(statement, reader);
        }
    }

    /**
     * Reads rows.
     *
     * @param sql with one parameter, the id
     */
    void forEach(String sql, String id, RowReader reader) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, id);
            read(statement, reader);
        }
    }

    private static void read(PreparedStatement statement, RowReader reader) throws SQLException {
        statement.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }
}
