package org.platelink.security.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether the trail can be written and sealed now. Where it cannot, nothing is changed that would have no event. */
final class TrailState {

    private final AtomicReference<@Nullable Instant> unwritable = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> unsealed = new AtomicReference<>();
    private volatile boolean tampered;
    private volatile @Nullable Instant anchorLate;

    /** Whether what changes something may be begun. */
    boolean isWritable() {
        return unwritable.get() == null && unsealed.get() == null;
    }

    /** Whether events can be added, sealed or not. */
    boolean canBeAddedTo() {
        return unwritable.get() == null;
    }

    /**
     * Where what changes something begins.
     *
     * @throws TrailUnavailable if it may not
     */
    void mustBeWritable() {
        if (!isWritable()) {
            throw new TrailUnavailable(null);
        }
    }

    /** Events could not be added. */
    void cannotBeAddedTo() {
        unwritable.compareAndSet(null, Instant.now());
    }

    /**
     * Events could be added.
     *
     * @return since when they could not before; null if they could
     */
    @Nullable
    Instant wasAddedTo() {
        return unwritable.getAndSet(null);
    }

    /** Since when events cannot be added; empty if they can. */
    Optional<Instant> unwritableSince() {
        return Optional.ofNullable(unwritable.get());
    }

    /** A checkpoint could, or could not, be written. */
    void sealed(boolean done) {
        if (done) {
            unsealed.set(null);
        } else {
            unsealed.compareAndSet(null, Instant.now());
        }
    }

    /** What was written is not in the trail any more; only a new start forgets it. */
    void isTamperedWith() {
        tampered = true;
    }

    /** Checkpoints reach, or do not reach, where they are kept elsewhere. */
    void anchored(boolean reached) {
        if (reached) {
            anchorLate = null;
        } else if (anchorLate == null) {
            anchorLate = Instant.now();
        }
    }

    /** What is wrong with the trail, as a sentence; empty if nothing is. */
    Optional<String> fault() {
        Instant since = unwritable.get();
        if (since != null) {
            return Optional.of("The trail cannot be written since " + since + "; nothing is changed meanwhile.");
        }
        since = unsealed.get();
        if (since != null) {
            return Optional.of("No checkpoint can be written since " + since + "; nothing is changed meanwhile.");
        }
        return Optional.empty();
    }

    /** Whether something that was written is not in the trail any more. */
    boolean tampered() {
        return tampered;
    }

    /** Since when checkpoints do not reach the anchor; empty if they do, or there is none. */
    Optional<Instant> anchorLate() {
        return Optional.ofNullable(anchorLate);
    }
}
