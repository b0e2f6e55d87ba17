package org.platelink.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;
import org.springframework.context.SmartLifecycle;

/**
 * Advisory lock of PostgreSQL that lets one server at a time start on a database. A start creates tables, the first
 * clients and their keys, and loads the study; another server that found them half done would fail. The lock is held
 * by a connection of its own, so it ends with its server, however that ends.
 */
final class StartLock implements SmartLifecycle, AutoCloseable {

    /** The key of the advisory lock, the same for all servers: "platelnk" in ASCII. */
    static final long KEY = 0x706c6174656c6e6bL;

    /** The phase after all steps of a start, and before the port is opened. */
    private static final int PLACE = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private @Nullable Connection connection;

    private StartLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits until no other server is starting on the database, and takes the lock.
     *
     * @throws SQLException if the database cannot be reached
     * @throws StartUpRefused if another start takes longer than ten minutes
     */
    static StartLock take(String url, @Nullable String user, @Nullable String password) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        try {
            long until = System.nanoTime() + LONGEST.toNanos();
            boolean isTold = false;
            while (!tried(connection)) {
                if (!isTold) {
                    StartUpStep.tell("database", "another server is starting on it; waiting for that one");
                    isTold = true;
                }
                if (System.nanoTime() > until) {
                    throw new StartUpRefused("another server has been starting on the database for "
                            + LONGEST.toMinutes() + " minutes; stop that one, or look into its log.");
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return new StartLock(connection);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        } catch (InterruptedException interrupted) {
            connection.close();
            Thread.currentThread().interrupt();
            throw new StartUpRefused("it was stopped while it waited for another server's start.", interrupted);
        }
    }

    private static boolean tried(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, KEY);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Everything is created and loaded, so the lock is released for the next server. */
    @Override
    public void start() {
        close();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public boolean isRunning() {
        return connection == null;
    }

    @Override
    public int getPhase() {
        return PLACE;
    }

    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // If the connection is gone, so is the lock.
        }
        connection = null;
    }
}
