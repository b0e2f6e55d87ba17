package org.platelink.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * The database of a data folder, for a tool that runs beside the server: the one that is given, that of the running server,
 * or, where none runs, the folder's own, started for as long as it is needed.
 */
public final class DatabaseOfFolder implements AutoCloseable {

    /** PostgreSQL's own file: the fourth line is the port. */
    private static final int PORT_LINE = 3;

    private final Connection connection;
    private final AutoCloseable started;

    private DatabaseOfFolder(Connection connection, AutoCloseable started) {
        this.connection = connection;
        this.started = started;
    }

    /**
     * Connects.
     *
     * @param home the data folder
     * @param environment where a database may be given, as the server reads it
     * @throws SQLException if the database cannot be reached
     * @throws IOException if the folder cannot be read
     */
    public static DatabaseOfFolder connect(Path home, Map<String, String> environment)
            throws SQLException, IOException {
        String given = environment.get("SPRING_DATASOURCE_URL");
        if (given != null) {
            Connection connection = DriverManager.getConnection(
                    given,
                    environment.get("SPRING_DATASOURCE_USERNAME"),
                    environment.get("SPRING_DATASOURCE_PASSWORD"));
            return new DatabaseOfFolder(connection, () -> {});
        }
        Path files = home.toAbsolutePath().normalize().resolve("postgres");
        if (!Files.isDirectory(files)) {
            throw new IOException("There is no database in " + home + "; name the server's data folder with --home.");
        }
        if (isHeld(home)) {
            List<String> lines = Files.readAllLines(files.resolve("postmaster.pid"));
            return new DatabaseOfFolder(to(lines.get(PORT_LINE).trim()), () -> {});
        }
        EmbeddedDatabase own =
                EmbeddedDatabase.startIn(DataFolder.hold(home.toAbsolutePath().normalize()));
        return new DatabaseOfFolder(DriverManager.getConnection(own.url(), "postgres", ""), own);
    }

    /**
     * Connects for what no server may run beside, and lets none start until this is closed.
     *
     * @param home the data folder
     * @param environment where a database may be given, as the server reads it
     * @throws IllegalStateException with a sentence if a server, or anybody else, is connected to the database
     * @throws SQLException if the database cannot be reached
     * @throws IOException if the folder cannot be read
     */
    public static DatabaseOfFolder connectAlone(Path home, Map<String, String> environment) throws Exception {
        if (isHeld(home)) {
            throw new IllegalStateException("The server runs; stop it, and start it again afterwards.");
        }
        DatabaseOfFolder alone = connect(home, environment);
        try (Statement statement = alone.connection.createStatement()) {
            try (ResultSet lock = statement.executeQuery("select pg_try_advisory_lock(" + StartLock.KEY + ")")) {
                if (!lock.next() || !lock.getBoolean(1)) {
                    throw new IllegalStateException("A server is starting on the database; stop it first.");
                }
            }
            try (ResultSet others = statement.executeQuery(
                    """
                    select count(*) from pg_stat_activity where datname = current_database()
                    and backend_type = 'client backend' and pid <> pg_backend_pid()
                    """)) {
                if (!others.next() || others.getInt(1) > 0) {
                    throw new IllegalStateException(
                            "There are " + others.getInt(1)
                                    + " other connections to the database; stop every server on it, and whoever else is there.");
                }
            }
            return alone;
        } catch (SQLException | RuntimeException failure) {
            alone.close();
            throw failure;
        }
    }

    private static Connection to(String port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }

    /** Whether a server runs on the folder. */
    private static boolean isHeld(Path home) throws IOException {
        Path lock = home.resolve("platelink.lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        }
    }

    /** The connection, open until this is closed. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws Exception {
        connection.close();
        started.close();
    }
}
