package org.platelink.security.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Index of the checkpoints that the anchor holds, read from a text file. Each line contains a checkpoint, with or
 * without a prefix such as a syslog server writes. The file need not contain every checkpoint.
 */
final class AnchoredLines {

    private final Map<Long, Long> lines = new HashMap<>();
    private long furthest;

    /** Reads a file of anchored checkpoints. */
    static AnchoredLines of(Path file) throws IOException {
        AnchoredLines anchored = new AnchoredLines();
        try (Stream<String> all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            all.forEach(anchored::add);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return anchored;
    }

    private void add(String text) {
        int start = text.indexOf("{\"number\":");
        if (start >= 0) {
            String line = text.substring(start).strip();
            Checkpoint.read(line).filter(Checkpoint::isCounted).ifPresent(one -> {
                // Two different lines under one number: store a digest that agrees with none.
                lines.merge(one.number(), digest(line), (before, now) -> before.equals(now) ? now : 0L);
                furthest = Math.max(furthest, one.number());
            });
        }
    }

    /** Whether the anchor has the same line under this number, or no line. */
    boolean agrees(long number, String line) {
        Long kept = lines.get(number);
        return kept == null || kept == digest(line.strip());
    }

    /**
     * The first eight bytes of SHA-256. They save memory, as there may be many lines, and to find another line with
     * the same digest takes too long.
     */
    private static long digest(String line) {
        try {
            return ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** The highest checkpoint number in the anchor; 0 if there is none. */
    long furthest() {
        return furthest;
    }
}
