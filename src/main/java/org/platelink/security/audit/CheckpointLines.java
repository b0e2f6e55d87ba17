package org.platelink.security.audit;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Iterator over the valid checkpoints of a data folder, in their order: signed with the key that the one before
 * names, and numbered without a gap. It ends at the first invalid checkpoint and says why.
 */
final class CheckpointLines implements Iterator<Checkpoint>, Closeable {

    private final BufferedReader lines;
    private long left;
    private final @Nullable AnchoredLines anchored;
    private final Iterator<Checkpoint> uncounted;
    private PublicKey key;
    private @Nullable Checkpoint next;
    private @Nullable Checkpoint last;
    private @Nullable BrokenLink broken;
    private long line;
    private long read;

    private CheckpointLines(BufferedReader lines, long length, PublicKey first, @Nullable AnchoredLines anchored)
            throws IOException {
        this.lines = lines;
        this.left = length;
        this.key = first;
        this.anchored = anchored;
        List<Checkpoint> old = new ArrayList<>();
        advance();
        for (Checkpoint one = next; one != null && !one.isCounted(); one = next) {
            old.add(one);
            advance();
        }
        // Two servers that shared a folder may have written these in the wrong order.
        old.sort(Comparator.comparing(one -> one.head().seq()));
        this.uncounted = old.iterator();
    }

    /**
     * Opens the checkpoints of a data folder.
     *
     * @param length how many bytes of the file are read; what was added later belongs to a later state of the trail
     * @param anchored the checkpoints that the anchor holds; null if there is no anchor
     */
    static CheckpointLines in(Path home, long length, @Nullable AnchoredLines anchored)
            throws IOException, GeneralSecurityException {
        PublicKey first = CheckpointKey.firstPublicIn(home);
        BufferedReader lines = Files.newBufferedReader(Checkpoints.fileIn(home), StandardCharsets.ISO_8859_1);
        return new CheckpointLines(lines, length, first, anchored);
    }

    /** How many valid checkpoints were read so far. */
    long count() {
        return read;
    }

    /** The last valid checkpoint with a number; null if there was none. */
    @Nullable
    Checkpoint last() {
        return last;
    }

    /** The first invalid checkpoint; null if there was none. */
    @Nullable
    BrokenLink broken() {
        return broken;
    }

    @Override
    public boolean hasNext() {
        return uncounted.hasNext() || next != null;
    }

    @Override
    public Checkpoint next() {
        if (uncounted.hasNext()) {
            return uncounted.next();
        }
        Checkpoint one = next;
        if (one == null) {
            throw new NoSuchElementException();
        }
        try {
            advance();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return one;
    }

    private void advance() throws IOException {
        next = null;
        Checkpoint one = broken == null ? nextLine() : null;
        if (one == null) {
            return;
        }
        String fault = fault(one);
        if (fault != null) {
            broken = new BrokenLink(one.head().seq(), fault);
            return;
        }
        read++;
        if (one.isCounted()) {
            last = one;
        }
        next = one;
    }

    /**
     * The next line that contains a checkpoint; null at the end. A line torn by a power cut is skipped: an incomplete
     * checkpoint counts as a missing one.
     */
    private @Nullable Checkpoint nextLine() throws IOException {
        while (left > 0) {
            String text = lines.readLine();
            if (text == null) {
                return null;
            }
            line++;
            left -= text.length() + 1L;
            Optional<Checkpoint> one = Checkpoint.read(text);
            if (one.isPresent()) {
                return one.get();
            }
        }
        return null;
    }

    private @Nullable String fault(Checkpoint one) {
        long expected = last == null ? 1 : last.number() + 1;
        if (one.isCounted() && one.number() > expected) {
            return "the checkpoints from number " + expected + " to " + (one.number() - 1) + " are missing";
        }
        if (last != null && (!one.isCounted() || one.number() < expected)) {
            return "checkpoint " + line + " does not follow from the one before";
        }
        if (!one.isSignedBy(key)) {
            return "the signature of checkpoint " + line + " does not fit what it says";
        }
        if (last != null && one.head().seq() <= last.head().seq()) {
            return "checkpoint " + line + " goes back behind the one before";
        }
        if (anchored != null && !anchored.agrees(one.number(), one.line())) {
            return "checkpoint " + line + " is another one at the anchor";
        }
        if (one.next() != null) {
            try {
                key = CheckpointKey.publicKey(Base64.getDecoder().decode(one.next()));
            } catch (GeneralSecurityException | IllegalArgumentException none) {
                return "the key that checkpoint " + line + " names is none";
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
