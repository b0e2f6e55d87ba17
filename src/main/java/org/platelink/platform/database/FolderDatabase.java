package org.platelink.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.schema.SchemaMigration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Database connection of a command line tool that runs beside the server. It connects to the external database if one
 * is given, else to the embedded database of the running server; if none runs, it starts the folder's database and
 * stops it at the end.
 */
public final class FolderDatabase implements AutoCloseable {

    private static final String SECRETS = "configtree:";

    private final DataSource database;
    private final Connection connection;
    private final AutoCloseable started;

    private FolderDatabase(DataSource database, AutoCloseable started) throws SQLException {
        this.database = database;
        this.connection = database.getConnection();
        this.started = started;
    }

    /**
     * Connects with the server's role.
     *
     * @param home the data folder
     * @param environment where an external database may be given, as the server reads it
     * @throws SQLException if the database cannot be reached
     * @throws IOException if the folder cannot be read
     */
    public static FolderDatabase connect(Path home, Map<String, String> environment) throws SQLException, IOException {
        String setting = environment.get("SPRING_DATASOURCE_URL");
        if (setting != null) {
            DataSource database = source(
                    setting,
                    setting(environment, "SPRING_DATASOURCE_USERNAME", "spring.datasource.username"),
                    setting(environment, "SPRING_DATASOURCE_PASSWORD", "spring.datasource.password"));
            return new FolderDatabase(database, () -> {});
        }
        if (!Files.isDirectory(home.resolve("postgres"))) {
            throw new IOException("There is no database in " + home + "; name the server's data folder with --home.");
        }
        Path folder = home.toRealPath();
        if (DataFolder.isHeld(folder)) {
            DatabaseAddress running = DatabaseAddress.read(folder.resolve("postgres"));
            String password = Roles.in(folder.resolve("keys")).password(Roles.SERVER);
            return new FolderDatabase(source(running.url(), Roles.SERVER, password), () -> {});
        }
        EmbeddedDatabase own = EmbeddedDatabase.startIn(DataFolder.hold(folder));
        return new FolderDatabase(source(own.url(), Roles.SERVER, own.password(Roles.SERVER)), own);
    }

    private static DataSource source(String url, @Nullable String user, @Nullable String password) {
        return new DriverManagerDataSource(url, user, password);
    }

    /**
     * Connects for work during which no server may run, and holds the start lock until this is closed, so that none
     * can start. Platelink's own tables are brought to this version, as a start would do.
     *
     * @param home the data folder
     * @param environment where an external database may be given, as the server reads it
     * @throws IllegalStateException with a sentence if a server, or anybody else, is connected to the database
     * @throws org.platelink.platform.server.StartUpRefused if the database was brought up by a newer version
     * @throws SQLException if the database cannot be reached
     * @throws IOException if the folder cannot be read
     */
    public static FolderDatabase connectAlone(Path home, Map<String, String> environment) throws Exception {
        if (Files.isDirectory(home) && DataFolder.isHeld(home.toRealPath())) {
            throw new IllegalStateException("The server runs; stop it, and start it again afterwards.");
        }
        FolderDatabase alone = connect(home, environment);
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
            SchemaMigration.runOwn(alone.database);
            return alone;
        } catch (SQLException | RuntimeException failure) {
            alone.close();
            throw failure;
        }
    }

    /**
     * A setting from an environment variable, or from a file of the secrets folder (configtree) that Spring Boot
     * would read.
     */
    private static @Nullable String setting(Map<String, String> environment, String variable, String name)
            throws IOException {
        String imported = environment.getOrDefault("SPRING_CONFIG_IMPORT", "");
        if (environment.containsKey(variable) || !imported.startsWith(SECRETS)) {
            return environment.get(variable);
        }
        Path file = Path.of(imported.substring(SECRETS.length())).resolve(name);
        return Files.exists(file) ? Files.readString(file).strip() : null;
    }

    /** The connection, open until this object is closed. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws Exception {
        connection.close();
        started.close();
    }
}
