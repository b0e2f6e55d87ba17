package org.platelink.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.platelink.server.PrivateFiles;

/** The signed checkpoints of a data folder: {@code audit/checkpoints.ndjson}, a line each, only ever added to. */
final class Checkpoints {

    private final Path file;
    private final PrivateKey key;
    private final Clock clock;
    private long last;

    Checkpoints(Path home, PrivateKey key, Clock clock) {
        this.file = fileIn(home);
        this.key = key;
        this.clock = clock;
    }

    static Path fileIn(Path home) {
        return home.resolve("audit/checkpoints.ndjson");
    }

    /** Writes down where the chain ends, unless that was written down before. */
    synchronized void set(Link head) throws IOException {
        if (head.seq() == last || head.seq() == 0) {
            return;
        }
        // To the millisecond, as much as is written.
        String line = Checkpoint.of(head, clock.instant().truncatedTo(ChronoUnit.MILLIS), key)
                        .line()
                + "\n";
        try (FileChannel channel = PrivateFiles.append(file)) {
            // After a line that a power cut has torn, this one must not stand on the same.
            String whole = endsInALine() ? line : "\n" + line;
            channel.write(ByteBuffer.wrap(whole.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        last = head.seq();
    }

    private boolean endsInALine() throws IOException {
        try (FileChannel reader = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(1);
            return reader.size() == 0 || reader.read(end, reader.size() - 1) == 1 && end.get(0) == '\n';
        }
    }

    /** The lines of a data folder's checkpoints; none if there is no such file. */
    static List<String> linesIn(Path home) throws IOException {
        return Files.exists(fileIn(home))
                ? Files.readAllLines(fileIn(home), StandardCharsets.US_ASCII).stream()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
    }
}
