package org.platelink.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.platelink.server.StartUpRefused;

/** A PostgreSQL of the server's own, with its files in the data folder. */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Starts PostgreSQL on the folder's files, making them first where there are none.
     *
     * @throws StartUpRefused if it does not come up
     */
    static EmbeddedDatabase startIn(DataFolder folder) {
        Path files = folder.resolve("postgres");
        stopWhatAKilledServerLeft(files);
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            folder.resolve("postgres-binaries").toFile())
                    // Stopped with the connection pool's bean, in order, rather than in a race with it.
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(LONGEST_START)
                    // The library turns both off, for tests; an acknowledged result must survive a power cut.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    // What is committed without waiting for the disk, as the events of searches, is there soon after.
                    .setServerConfig("wal_writer_delay", "20ms")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("random_page_cost", "1.1")
                    .setServerConfig("wal_compression", "on")
                    .start();
            return new EmbeddedDatabase(folder, postgres);
        } catch (IOException | RuntimeException failure) {
            throw new StartUpRefused(
                    "the PostgreSQL in " + files + " did not come up; its own words are in " + files
                            + " and above, if it had any (" + failure.getMessage() + ").",
                    failure);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /**
     * After a hard kill of the server its PostgreSQL lives on. The folder's lock says that its server is gone, so the
     * process named in {@code postmaster.pid} is an orphan: it is asked to stop in order, and its files stay whole.
     */
    private static void stopWhatAKilledServerLeft(Path files) {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            ProcessHandle orphan = ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"))
                    .orElse(null);
            if (orphan == null) {
                return;
            }
            // The INT signal is PostgreSQL's fast shutdown: it ends the killed server's sessions and checkpoints.
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
            orphan.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException | NumberFormatException | ExecutionException | TimeoutException failure) {
            throw new StartUpRefused(
                    "a PostgreSQL of an earlier, killed server still runs on " + files
                            + " and does not stop; stop the process whose number is the first line of " + pidFile + ".",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        folder.close();
    }
}
