package org.platelink.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;

/**
 * Embedded PostgreSQL: a child process of the server, with its files in the data folder, that other accounts of the
 * machine have no access to.
 */
final class EmbeddedDatabase implements AutoCloseable {

    /**
     * How long PostgreSQL may fail to restart before the server exits. Two minutes are enough for somebody who frees
     * a disk in haste; after ten, a restart of the whole server may help more.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Exit code of a temporary failure (EX_TEMPFAIL of sysexits.h); systemd and Docker restart the server. */
    private static final int FAILED_FOR_NOW = 75;

    private final DataFolder folder;
    private final DatabaseAddress address;
    private final Roles roles;
    private final Supervision supervision;

    private EmbeddedDatabase(DataFolder folder, DatabaseAddress address, Roles roles, Supervision supervision) {
        this.folder = folder;
        this.address = address;
        this.roles = roles;
        this.supervision = supervision;
    }

    /**
     * Starts PostgreSQL on the folder's files, and creates those where there are none.
     *
     * @throws StartUpRefused if it does not come up
     */
    static EmbeddedDatabase startIn(DataFolder folder) {
        try {
            return startIn(folder, DatabaseAddress.of(folder.path()), PATIENCE, () -> new Thread(
                            () -> System.exit(FAILED_FOR_NOW), "database-given-up")
                    .start());
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "no place for the database's socket can be made (" + failure.getMessage() + ").", failure);
        }
    }

    /**
     * Starts PostgreSQL at an address.
     *
     * @param patience how long it may fail to restart before the server gives up
     * @param giveUp what is run then
     */
    static EmbeddedDatabase startIn(DataFolder folder, DatabaseAddress address, Duration patience, Runnable giveUp) {
        try {
            return start(folder, address, patience, giveUp);
        } catch (RuntimeException failure) {
            folder.release();
            throw failure;
        }
    }

    private static EmbeddedDatabase start(
            DataFolder folder, DatabaseAddress address, Duration patience, Runnable giveUp) {
        Path files = folder.resolve("postgres");
        DatabaseLog log = new DatabaseLog(folder.resolve("postgres-log"));
        try {
            PostgresPrograms programs = PostgresPrograms.in(folder.resolve("postgres-binaries"));
            Supervision.Starter starter = () -> {
                Postmaster.endLeftOver(files, programs);
                return Postmaster.start(programs, files, address, log);
            };
            Postmaster.endLeftOver(files, programs);
            Cluster cluster = new Cluster(files, programs, log);
            cluster.make();
            cluster.admit(address);
            Roles roles = Roles.in(folder.resolve("keys"));
            if (!roles.areMade()) {
                make(roles, cluster);
            }
            Postmaster postmaster = ready(starter);
            if (!isKnown(address, roles)) {
                postmaster.stop();
                make(roles, cluster);
                postmaster = ready(starter);
            }
            return new EmbeddedDatabase(
                    folder, address, roles, new Supervision(postmaster, starter, log, patience, giveUp));
        } catch (IOException | SQLException failure) {
            throw new StartUpRefused(
                    "the PostgreSQL in " + files + " did not come up: " + failure.getMessage() + "; its last words: "
                            + log.lastWords() + "; the rest is in " + folder.resolve("postgres-log") + ".",
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartUpRefused("it was stopped while its PostgreSQL started.", stopped);
        }
    }

    private static void make(Roles roles, Cluster cluster) throws IOException, InterruptedException {
        StartUpStep.tell("database", "making the roles that own what is kept; the superuser can no longer come in");
        roles.write();
        cluster.runAlone(roles.script());
        roles.made();
    }

    private static Postmaster ready(Supervision.Starter starter) throws IOException, InterruptedException {
        Postmaster postmaster = starter.start();
        try {
            postmaster.awaitReady();
            return postmaster;
        } catch (IOException | InterruptedException failure) {
            postmaster.stop();
            throw failure;
        }
    }

    /** Whether the database accepts the passwords that are in the data folder. */
    private static boolean isKnown(DatabaseAddress address, Roles roles) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(address.url(), Roles.SERVER, roles.password(Roles.SERVER))) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            // Class 28: invalid authorization.
            if (refused.getSQLState() != null && refused.getSQLState().startsWith("28")) {
                return false;
            }
            throw refused;
        }
    }

    String url() {
        return address.url();
    }

    String password(String role) {
        return roles.password(role);
    }

    @Override
    public void close() throws IOException {
        supervision.close();
        address.remove(folder.path());
        folder.close();
    }
}
