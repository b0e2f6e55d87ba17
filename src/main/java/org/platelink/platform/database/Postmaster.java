package org.platelink.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The postmaster: PostgreSQL's main process, a child of the server, which forks a process for each connection. */
final class Postmaster {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration FAST_STOP = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Limited, because a child process that outlives the postmaster holds the pipe open. */
    private static final long LAST_WORDS_MILLIS = 300;

    /** The line of {@code postmaster.pid}, from 0, with the status of the start. */
    private static final int STATUS_LINE = 7;

    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            // Asynchronous commits, such as of the events of searches, are on disk soon after.
            "wal_writer_delay=20ms",
            "max_connections=60",
            // Several concurrent deliveries of thousands of results hold a thousand locks each (IdentifierLocks).
            "max_locks_per_transaction=256",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "wal_compression=on",
            "timezone=UTC",
            "password_encryption=scram-sha-256",
            // PostgreSQL logs to stderr, which the server copies to a log file. It logs about itself, and never a
            // statement, which would contain values.
            "logging_collector=off",
            "log_destination=stderr",
            "log_line_prefix=%m [%p] ",
            "log_timezone=UTC",
            "log_checkpoints=off",
            "log_statement=none",
            "log_min_duration_statement=-1",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse");

    private final Process process;
    private final Path files;
    private final PostgresPrograms programs;

    /** The thread that copies the output to the log. */
    private final Thread words;

    private Postmaster(Process process, Thread words, Path files, PostgresPrograms programs) {
        this.process = process;
        this.words = words;
        this.files = files;
        this.programs = programs;
    }

    /** Starts a postmaster, without waiting until it is ready. */
    static Postmaster start(PostgresPrograms programs, Path files, DatabaseAddress address, DatabaseLog log)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", files.toString()));
        arguments.addAll(address.options());
        for (String setting : SETTINGS) {
            arguments.addAll(List.of("-c", setting));
        }
        log.begin();
        Process process =
                programs.process("postgres", arguments.toArray(new String[0])).start();
        process.getOutputStream().close();
        return new Postmaster(process, log.keep(process.getInputStream()), files, programs);
    }

    /**
     * Waits until it accepts connections.
     *
     * @throws IOException if it ends instead, or takes too long
     */
    void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                words.join(LAST_WORDS_MILLIS);
                throw new IOException("it ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > until) {
                throw new IOException("it was not ready after " + LONGEST_START.toMinutes() + " minutes");
            }
        }
    }

    private boolean isReady() throws IOException {
        try {
            List<String> lines = Files.readAllLines(files.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.get(0).trim().equals(Long.toString(process.pid()))
                    && lines.get(STATUS_LINE).trim().equals("ready");
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    /** Waits until it ends, and returns its exit code. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        words.join(LAST_WORDS_MILLIS);
        return code;
    }

    /**
     * Stops it: by a fast shutdown if that works soon, otherwise by an immediate one, from which the next start
     * recovers.
     */
    void stop() {
        try {
            programs.signal("INT", process.pid());
            if (!process.waitFor(FAST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                programs.signal("QUIT", process.pid());
                process.waitFor(IMMEDIATE_STOP.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException noProgram) {
            // If pg_ctl cannot be run, the process is killed below.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /**
     * Stops processes of an earlier postmaster on the same files. After a hard kill of the server its PostgreSQL
     * lives on; after a hard kill of the postmaster its children may, and keep the next one from starting. The caller
     * holds the lock of the data folder, so nobody needs them.
     *
     * @throws IOException if the postmaster does not stop
     */
    static void endLeftOver(Path files, PostgresPrograms programs) throws IOException, InterruptedException {
        Path pidFile = files.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            long pid = number(pidFile);
            ProcessHandle first = ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"))
                    .orElse(null);
            if (first != null) {
                // Fast shutdown: it ends the killed server's sessions and checkpoints.
                programs.signal("INT", pid);
                if (!isGone(first, LONGEST_STOP) && !isGoneBy(first, ProcessHandle::destroyForcibly)) {
                    throw new IOException("the process " + pid + " of an earlier, killed server does not stop");
                }
            }
            // Its process id may belong to another program by now, which would keep PostgreSQL from starting.
            Files.deleteIfExists(pidFile);
        }
        try (Stream<ProcessHandle> children = programs.running()) {
            for (ProcessHandle child : children.toList()) {
                if (!isGoneBy(child, ProcessHandle::destroy)) {
                    isGoneBy(child, ProcessHandle::destroyForcibly);
                }
            }
        }
    }

    private static long number(Path pidFile) throws IOException {
        try {
            return Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        } catch (NumberFormatException | IndexOutOfBoundsException torn) {
            return -1;
        }
    }

    private static boolean isGoneBy(ProcessHandle process, Consumer<ProcessHandle> signal) throws InterruptedException {
        signal.accept(process);
        return isGone(process, IMMEDIATE_STOP);
    }

    private static boolean isGone(ProcessHandle process, Duration most) throws InterruptedException {
        try {
            process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException still) {
            return false;
        }
    }
}
