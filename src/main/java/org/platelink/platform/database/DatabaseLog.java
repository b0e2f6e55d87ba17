package org.platelink.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.platelink.platform.server.PrivateFiles;

/**
 * Rotating log files of the embedded PostgreSQL's output in the data folder; the last lines are also kept in memory,
 * for error messages. PostgreSQL is configured not to log statements, so no value of a resource appears here.
 * Thread-safe.
 */
final class DatabaseLog {

    private static final long FULL = 2L << 20;
    private static final int FILES = 4;
    private static final int LAST_WORDS = 12;
    private static final int TOLD = 3;
    private static final int LONGEST_WORD = 300;

    /** The time and the process id before each line. */
    private static final Pattern PREFIX = Pattern.compile("^\\d{4}-\\S+ \\S+ \\S+ \\[\\d+\\] ");

    private static final Pattern GRAVE = Pattern.compile("^(FATAL|PANIC):");

    private final Path folder;
    private final long full;
    private final Deque<String> last = new ArrayDeque<>();

    DatabaseLog(Path folder) {
        this(folder, FULL);
    }

    DatabaseLog(Path folder, long full) {
        this.folder = folder;
        this.full = full;
    }

    /** Copies a process's output to the log, in a daemon thread, until it ends. */
    Thread keep(InputStream output) {
        Thread thread = new Thread(() -> copy(output), "database-log");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void copy(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            // The process has ended, and its pipe with it.
        }
    }

    /** Clears the last lines, before a new process starts. */
    synchronized void begin() {
        last.clear();
    }

    synchronized void add(String line) {
        last.addLast(line);
        if (last.size() > LAST_WORDS) {
            last.removeFirst();
        }
        try {
            Path file = folder.resolve("postgres.log");
            if (Files.exists(file) && Files.size(file) >= full) {
                moveOn(file);
            }
            try (FileChannel channel = PrivateFiles.append(file)) {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException noRoom) {
            // A full disk may be what PostgreSQL complains of. The last lines are still kept in memory.
        }
    }

    private void moveOn(Path file) throws IOException {
        for (int i = FILES - 1; i > 0; i--) {
            Path older = i == 1 ? file : folder.resolve("postgres." + (i - 1) + ".log");
            if (Files.exists(older)) {
                Files.move(older, folder.resolve("postgres." + i + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * The last lines on one line, or only the FATAL and PANIC ones if there are any: the reason why the process
     * ended, if it logged one.
     */
    synchronized String lastWords() {
        if (last.isEmpty()) {
            return "it said nothing";
        }
        List<String> all = last.stream().map(DatabaseLog::plain).distinct().toList();
        List<String> grave = all.stream().filter(GRAVE.asPredicate()).toList();
        List<String> told = grave.isEmpty() ? all : grave;
        return String.join("; ", told.subList(Math.max(0, told.size() - TOLD), told.size()));
    }

    private static String plain(String line) {
        String word =
                PREFIX.matcher(line).replaceFirst("").replaceAll("\\s+", " ").trim();
        return word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) + "…" : word;
    }
}
