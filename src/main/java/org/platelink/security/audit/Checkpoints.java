package org.platelink.security.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.platelink.platform.server.PrivateFiles;

/**
 * Appends signed checkpoints to {@code audit/checkpoints.ndjson} of a data folder, one per line. Lines are never
 * changed or removed. Several servers may share the folder; a file lock serializes them.
 */
final class Checkpoints {

    /** An upper bound of the length of a line. */
    private static final int LONGEST_LINE = 4_096;

    private final Path home;
    private final Clock clock;

    Checkpoints(Path home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    static Path fileIn(Path home) {
        return home.resolve("audit/checkpoints.ndjson");
    }

    /** Work that runs while no server adds a checkpoint. */
    @FunctionalInterface
    interface ExclusiveWork<T> {
        T run() throws IOException, GeneralSecurityException;
    }

    /** Runs work under the file lock, while no server of this data folder adds a checkpoint. */
    static <T> T alone(Path home, ExclusiveWork<T> work) throws IOException, GeneralSecurityException {
        // A file lock is held by the process, so two threads of one process need a monitor as well.
        synchronized (Checkpoints.class) {
            try (FileChannel channel = PrivateFiles.append(home.resolve("audit/checkpoints.lock"));
                    FileLock ignored = channel.lock()) {
                return work.run();
            }
        }
    }

    /**
     * Writes a checkpoint on the head of the chain, unless there is one already.
     *
     * @return the new line; empty if none was written
     */
    Optional<String> set(Link head) throws IOException, GeneralSecurityException {
        return alone(home, () -> {
            CheckpointKey key = CheckpointKey.in(home);
            complete(key);
            Checkpoint before = key.checkpoint();
            if (head.seq() == 0 || before != null && head.seq() <= before.head().seq()) {
                return Optional.empty();
            }
            // Truncated to milliseconds, the precision that is written.
            CheckpointKey next = key.sign(head, clock.instant().truncatedTo(ChronoUnit.MILLIS), home);
            complete(next);
            return Optional.ofNullable(next.last());
        });
    }

    /** Appends the last checkpoint to the file if it is missing there, or was torn by a power cut. */
    private void complete(CheckpointKey key) throws IOException {
        if (key.last() == null) {
            return;
        }
        String line = key.last() + "\n";
        try (FileChannel channel = PrivateFiles.append(fileIn(home))) {
            String end = end();
            String torn = end.substring(end.lastIndexOf('\n') + 1);
            if (!end.substring(0, end.length() - torn.length()).endsWith(line)) {
                // If the torn text is not a beginning of this line, the line must start on a new one.
                String missing = line.startsWith(torn) ? line.substring(torn.length()) : "\n" + line;
                channel.write(ByteBuffer.wrap(missing.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
        }
    }

    private String end() throws IOException {
        try (FileChannel reader = FileChannel.open(fileIn(home), StandardOpenOption.READ)) {
            int length = (int) Math.min(reader.size(), LONGEST_LINE);
            ByteBuffer end = ByteBuffer.allocate(length);
            reader.read(end, reader.size() - length);
            return new String(end.array(), 0, end.position(), StandardCharsets.US_ASCII);
        }
    }

    /** The length of the file in bytes; 0 if there is none. */
    static long lengthIn(Path home) throws IOException {
        return Files.exists(fileIn(home)) ? Files.size(fileIn(home)) : 0;
    }
}
