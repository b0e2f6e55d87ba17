package org.platelink.platform.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.platelink.platform.server.PrivateFiles;

/**
 * PostgreSQL database cluster (data directory) of the embedded database: runs initdb, writes pg_hba.conf, and runs
 * commands in single-user mode.
 */
final class Cluster {

    private static final long LONGEST_MINUTES = 10;
    private static final String SUPERUSER = "postgres";

    private final Path files;
    private final PostgresPrograms programs;
    private final DatabaseLog log;

    Cluster(Path files, PostgresPrograms programs, DatabaseLog log) {
        this.files = files;
        this.programs = programs;
        this.log = log;
    }

    /**
     * Creates the data directory where there is none. Atomic: initdb runs in a directory beside it, which is renamed
     * at the end, so a crash leaves no half of one.
     */
    void make() throws IOException, InterruptedException {
        Path beside = files.resolveSibling(files.getFileName() + ".new");
        if (Files.exists(beside)) {
            PostgresPrograms.delete(beside);
        }
        if (Files.exists(files.resolve("PG_VERSION"))) {
            return;
        }
        // Every login is rejected except those that admit() writes into pg_hba.conf.
        run(programs.process("initdb", "-A", "reject", "-U", SUPERUSER, "-D", beside.toString(), "-E", "UTF-8"), "");
        Files.move(beside, files, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets the server's roles log in with their passwords, and nobody else, not even the superuser. */
    void admit(DatabaseAddress address) throws IOException {
        String roles = String.join(",", Roles.SERVER, Roles.AUDIT, Roles.TRAIL);
        String rules = "# Written by Platelink at each start.\n" + address.admitting(roles) + "\n"
                + (address.folder() == null ? "host all all all reject\n" : "local all all reject\n");
        PrivateFiles.replace(files.resolve("pg_hba.conf"), rules.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Runs commands as the superuser in single-user mode, so that no server is running that anybody could reach.
     *
     * @param script commands that end with a semicolon and an empty line
     */
    void runAlone(String script) throws IOException, InterruptedException {
        ProcessBuilder alone = programs.process(
                        "postgres",
                        "--single",
                        "-j",
                        "-D",
                        files.toString(),
                        "-c",
                        "exit_on_error=on",
                        // So that no command is logged; it may contain a password.
                        "-c",
                        "log_min_error_statement=panic",
                        SUPERUSER)
                .redirectErrorStream(false)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        run(alone, script);
    }

    private void run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        log.begin();
        Process process = builder.start();
        Thread words = log.keep(builder.redirectErrorStream() ? process.getInputStream() : process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // The process has ended early; its output says why.
        }
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        words.join();
        if (process.waitFor() != 0) {
            throw new IOException("it ended with exit code " + process.exitValue());
        }
    }
}
