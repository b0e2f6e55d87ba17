package org.platelink.security.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the sealing files in a data folder, taken while no server adds to them.
 *
 * @param length of the file of checkpoints, in bytes
 * @param key signs the next checkpoint; null where there was none before they were numbered
 * @param firstKey whether the public half of the first key is there
 * @param words the last written links of servers that run or were killed
 */
record Seals(long length, @Nullable CheckpointKey key, boolean firstKey, List<Link> words) {

    /** Takes the snapshot of a data folder. */
    static Seals in(Path home) throws IOException, GeneralSecurityException {
        boolean made = Files.isDirectory(home.resolve("audit"));
        return made ? Checkpoints.alone(home, () -> read(home)) : read(home);
    }

    private static Seals read(Path home) throws IOException, GeneralSecurityException {
        List<Link> words = new ArrayList<>();
        for (Path file : LastWrittenMarker.filesIn(home)) {
            LastWrittenMarker.read(file).ifPresent(said -> {
                words.add(said.durable());
                words.add(said.last());
            });
        }
        return new Seals(
                Checkpoints.lengthIn(home),
                Files.exists(CheckpointKey.file(home)) ? CheckpointKey.in(home) : null,
                Files.exists(CheckpointKey.firstPublicFile(home)),
                List.copyOf(words));
    }

    /** Whether nothing in the folder shows that there ever was a trail. */
    boolean isEmpty() {
        return length == 0 && key == null;
    }

    /**
     * Why the checkpoints cannot be read at all; empty if they can be read. Other faults are found by the walk along
     * the rows.
     */
    Optional<BrokenLink> without() {
        if (length == 0) {
            return Optional.of(new BrokenLink(
                    0,
                    key == null
                            ? "there is no checkpoint of it: they were taken away, or the data folder is another"
                                    + " database's"
                            : "the checkpoints were taken away"));
        }
        return firstKey
                ? Optional.empty()
                : Optional.of(new BrokenLink(0, "there are checkpoints, but the key they are signed with is gone"));
    }

    /**
     * The fault at the end of the checkpoints; empty if there is none.
     *
     * @param last the last valid numbered checkpoint; null if there is none
     */
    Optional<BrokenLink> end(@Nullable Checkpoint last) {
        Checkpoint expected = key == null ? null : key.checkpoint();
        if (last == null && expected == null) {
            return Optional.empty();
        }
        if (key == null) {
            return Optional.of(new BrokenLink(0, "the key that signs the next checkpoint is gone"));
        }
        if (expected == null || last == null || last.number() < expected.number()) {
            long from = last == null ? 1 : last.number() + 1;
            return Optional.of(new BrokenLink(
                    last == null ? 0 : last.head().seq(), "the checkpoints from number " + from + " on are missing"));
        }
        return key.follows(last)
                ? Optional.empty()
                : Optional.of(new BrokenLink(
                        last.head().seq(),
                        "checkpoint number " + last.number() + " is not the one that was signed last"));
    }
}
