package org.platelink.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's binaries, unpacked in the data folder and verified by their digest before any of them is run. */
final class PostgresPrograms {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final int NAME_LENGTH = 16;
    private static final long LONGEST_SIGNAL_SECONDS = 5;

    /**
     * The environment variables that PostgreSQL inherits: those of paths and locales. The server's settings and keys
     * are not passed on, because the database's superuser could read them.
     */
    private static final String HANDED_ON =
            "PATH|HOME|TZ|TMPDIR|TEMP|TMP|LANG|LC_.*|LD_LIBRARY_PATH|SystemRoot|SYSTEMROOT";

    private final Path folder;

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does. */
    private final boolean isRoot;

    private PostgresPrograms(Path folder, boolean isRoot) {
        this.folder = folder;
        this.isRoot = isRoot;
    }

    /**
     * Unpacks the binaries, or verifies those that were unpacked before; those of other versions are removed.
     *
     * @param parent the folder for them, below the data folder
     * @throws StartUpRefused if the archive is not the one that this server was built with
     */
    static PostgresPrograms in(Path parent) throws IOException {
        PostgresArchive archive = PostgresArchive.ofThisPlatform();
        PrivateFiles.folder(parent);
        @Nullable String expected = archive.digest();
        if (expected == null) {
            // A platform that somebody added to the build has no known digest. It is unpacked anew at each start,
            // from the jar.
            removeOthers(parent, null);
            return unpacked(archive, parent.resolve("unlisted"), null);
        }
        Path folder = parent.resolve(expected.substring(0, NAME_LENGTH));
        removeOthers(parent, folder);
        if (Files.isDirectory(folder)) {
            if (FolderDigest.of(folder).equals(expected)) {
                return of(folder);
            }
            LOG.warn("PostgreSQL's programs in {} are not as they came; they are unpacked again.", folder);
            delete(folder);
        }
        return unpacked(archive, folder, expected);
    }

    private static PostgresPrograms unpacked(PostgresArchive archive, Path folder, @Nullable String expected)
            throws IOException {
        Path beside = folder.resolveSibling(folder.getFileName() + ".new");
        archive.unpack(beside);
        if (expected != null && !FolderDigest.of(beside).equals(expected)) {
            throw new StartUpRefused("the PostgreSQL in this jar (" + archive.name()
                    + ") is not the one that the server was built with; get the jar again.");
        }
        Files.move(beside, folder);
        return of(folder);
    }

    private static PostgresPrograms of(Path folder) throws IOException {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("unix");
        return new PostgresPrograms(
                folder, isPosix && Files.getAttribute(folder, "unix:uid").equals(0));
    }

    private static void removeOthers(Path parent, @Nullable Path kept) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            for (Path other : all.filter(one -> !one.equals(kept)).toList()) {
                delete(other);
            }
        }
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A process builder for one of the programs, with its error output merged into its output. */
    ProcessBuilder process(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(path(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !name.matches(HANDED_ON));
        return builder;
    }

    /**
     * Sends a signal to a PostgreSQL process.
     *
     * @param signal {@code INT} for a fast shutdown, {@code QUIT} for an immediate one
     */
    void signal(String signal, long pid) throws IOException, InterruptedException {
        process("pg_ctl", "kill", signal, Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(LONGEST_SIGNAL_SECONDS, TimeUnit.SECONDS);
    }

    /** The processes that run this folder's {@code postgres}, whoever started them. */
    Stream<ProcessHandle> running() {
        String postgres = path("postgres").toString();
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().filter(postgres::equals).isPresent());
    }

    private Path path(String program) {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        return folder.resolve("bin").resolve(program + (isWindows ? ".exe" : ""));
    }
}
