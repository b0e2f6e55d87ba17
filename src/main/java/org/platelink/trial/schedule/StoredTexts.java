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
 * Runs queries on HAPI's tables over one connection, in the transaction of that connection.
 *
 * @param database the connection
 */
record StoredTexts(Connection database) {

    private static final int FETCHED_AT_ONCE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Callback for each row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Runs a query by ids.
     *
     * @param sql the query, with one parameter, an array of the ids
     * @param type the SQL type of the ids
     */
    void forEach(String sql, String type, Collection<?> ids, RowReader reader) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, database.createArrayOf(type, ids.toArray()));
            read(statement, reader);
        }
    }

    /**
     * Runs a query by one id.
     *
     * @param sql the query, with one parameter, the id
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
