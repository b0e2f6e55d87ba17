package org.platelink.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The database of a data folder, for a tool that runs beside the server: the one that is given, that of the running server,
 * or, where none runs, the folder's own, started for as long as it is needed.
 */
public final class DatabaseOfFolder implements AutoCloseable {

    private static final String SECRETS = "configtree:";

    private final Connection connection;
    private final AutoCloseable started;

    private DatabaseOfFolder(Connection connection, AutoCloseable started) {
        this.connection = connection;
        this.started = started;
    }

    /**
     * Connects, as the server does.
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
                    setting(environment, "SPRING_DATASOURCE_USERNAME", "spring.datasource.username"),
                    setting(environment, "SPRING_DATASOURCE_PASSWORD", "spring.datasource.password"));
            return new DatabaseOfFolder(connection, () -> {});
        }
        if (!Files.isDirectory(home.resolve("postgres"))) {
            throw new IOException("There is no database in " + home + "; name the server's data folder with --home.");
        }
        Path folder = home.toRealPath();
        if (DataFolder.isHeld(folder)) {
            DatabaseAddress running = DatabaseAddress.read(folder.resolve("postgres"));
            String password = Roles.in(folder.resolve("keys")).password(Roles.SERVER);
            return new DatabaseOfFolder(DriverManager.getConnection(running.url(), Roles.SERVER, password), () -> {});
        }
        EmbeddedDatabase own = EmbeddedDatabase.startIn(DataFolder.hold(folder));
        return new DatabaseOfFolder(
                DriverManager.getConnection(own.url(), Roles.SERVER, own.password(Roles.SERVER)), own);
    }

    /** What a variable gives, or the file of a folder of secrets that Spring Boot would read. */
    private static @Nullable String setting(Map<String, String> environment, String variable, String name)
            throws IOException {
        String imported = environment.getOrDefault("SPRING_CONFIG_IMPORT", "");
        if (environment.containsKey(variable) || !imported.startsWith(SECRETS)) {
            return environment.get(variable);
        }
        Path file = Path.of(imported.substring(SECRETS.length())).resolve(name);
        return Files.exists(file) ? Files.readString(file).strip() : null;
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
