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
import javax.sql.DataSource;
import org.platelink.platform.schema.SchemaMigration;

/** Data access to the tables of the audit trail, which have their own PostgreSQL schema. */
final class Trail {

    /** The schema of the server's trail. */
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

    /** The qualified name of a table, for SQL. */
    String table(String name) {
        return schema + "." + name;
    }

    /**
     * Brings the tables up, and restores functions and triggers that were removed or changed.
     *
     * @param owner connects as the role that owns them
     */
    void make(DataSource owner) throws SQLException {
        SchemaMigration.runTrail(owner, schema);
        try (Connection connection = owner.getConnection()) {
            guard(connection);
        }
    }

    private void guard(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                InputStream sql = Objects.requireNonNull(Trail.class.getResourceAsStream("/audit/guards.sql"))) {
            // An advisory lock: two servers that start at once would create the same objects.
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
     * Appends to the chain in a transaction of its own.
     *
     * @param events the texts of events; durable when this returns, if there are any
     * @param pending ids that {@link #keep} returned; those that were appended before are skipped
     */
    Link append(Connection connection, List<String> events, List<Long> pending) throws SQLException {
        return append(connection, events, pending, !events.isEmpty());
    }

    /**
     * Appends to the chain in a transaction of its own.
     *
     * @param durable whether to wait for the disk; pending events are durable in any case
     * @return the new head of the chain
     */
    Link append(Connection connection, List<String> events, List<Long> pending, boolean durable) throws SQLException {
        // Two statements in one round trip are one transaction: the chain stays locked until both are done.
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

    /** Stores an event as pending in the current transaction; it is appended to the chain after the commit. */
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
     * Appends pending events of servers that died, or could not reach the chain.
     *
     * @param age the minimum age; younger ones are probably being appended now
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

    /** The head of the chain; all of it is durable when this returns. */
    Link head(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select seq, encode(hash, 'hex'), pg_current_xact_id() from "
                        + table("trail") + " order by seq desc limit 1")) {
            Link head = row.next() ? new Link(row.getLong(1), row.getString(2)) : Link.NONE;
            // The commit of a transaction with an id is flushed to the disk, and with it all earlier commits.
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

    /** The start time of the database; at a restart it may have lost commits that did not wait for the disk. */
    Instant databaseStart(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_postmaster_start_time()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
