package org.platelink.security.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tables of the trail, in a schema of PostgreSQL of their own. */
final class Trail {

    /** Where the server's trail lies. */
    static final String SCHEMA = "audit";

    private final String schema;

    /**
     * A trail in a schema.
     *
     * @param schema lower-case letters, digits and underscores
     */
    Trail(String schema) {
        if (!schema.matches("[a-z_][a-z0-9_]{0,50}")) {
            throw new IllegalArgumentException("not a name for a schema: " + schema);
        }
        this.schema = schema;
    }

    /** The name of a table of the trail, for SQL. */
    String table(String name) {
        return schema + "." + name;
    }

    /** Makes what is not there yet, and puts the triggers back where they were taken away. */
    void make(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                InputStream sql = Objects.requireNonNull(Trail.class.getResourceAsStream("/audit/trail.sql"))) {
            // Two servers that start at once would make the same things.
            statement.execute("select pg_advisory_xact_lock(hashtextextended('" + schema + ".make', 0))");
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8).replace("${schema}", schema));
            connection.commit();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /**
     * Adds to the end of the chain, in a transaction of its own.
     *
     * @param events the texts of events; durable when this returns, if there are any
     * @param pending ids that {@link #keep} gave; those that were added before are left out
     */
    Link append(Connection connection, List<String> events, List<Long> pending) throws SQLException {
        return append(connection, events, pending, !events.isEmpty());
    }

    /**
     * Adds to the end of the chain, in a transaction of its own.
     *
     * @param durable whether to wait for the disk; what was pending is durable in any case
     * @return where the chain ends with it
     */
    Link append(Connection connection, List<String> events, List<Long> pending, boolean durable) throws SQLException {
        // Two statements of one round trip are one transaction: the chain is locked until both are done.
        try (PreparedStatement statement = connection.prepareStatement("select " + table("append") + "(?, ?, ?); "
                + "select seq, encode(hash, 'hex') from " + table("trail") + " order by seq desc limit 1")) {
            statement.setArray(1, connection.createArrayOf("text", events.toArray()));
            statement.setArray(2, connection.createArrayOf("int8", pending.toArray()));
            statement.setBoolean(3, durable);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? new Link(row.getLong(1), row.getString(2)) : Link.NONE;
            }
        }
    }

    /** Keeps an event in the transaction that is under way, to be added to the chain when that has ended. */
    long keep(Connection connection, String event) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table("pending") + " (event) values (?) returning id")) {
            statement.setString(1, event);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Adds what servers left pending that died, or could not reach the chain.
     *
     * @param age how old it must be; what is younger is probably being added now
     * @return how many events were pending
     */
    int appendLeftOver(Connection connection, Duration age) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select id from " + table("pending")
                + " where made <= clock_timestamp() - make_interval(secs => ?) order by id")) {
            statement.setDouble(1, age.toMillis() / 1e3);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            if (!ids.isEmpty()) {
                append(connection, List.of(), ids);
            }
            return ids.size();
        }
    }

    /** Where the chain ends now, all of it durable. */
    Link head(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select seq, encode(hash, 'hex'), pg_current_xact_id() from "
                        + table("trail") + " order by seq desc limit 1")) {
            Link head = row.next() ? new Link(row.getLong(1), row.getString(2)) : Link.NONE;
            // A transaction with a number is written out at its end, and with it whatever was committed before.
            connection.commit();
            return head;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The hash of a row; empty if there is no such row. */
    Optional<String> hashAt(Connection connection, long seq) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select encode(hash, 'hex') from " + table("trail") + " where seq = ?")) {
            statement.setLong(1, seq);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** When the database was started, which is when it may have lost what did not have to be on the disk. */
    Instant databaseStart(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_postmaster_start_time()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
