package org.platelink.security.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shared state of the trail: whether it can be written and sealed now. While it cannot, no change is made, as it
 * would have no event.
 */
final class TrailState {

    private final AtomicReference<@Nullable Instant> unwritable = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> unsealed = new AtomicReference<>();
    private volatile boolean tampered;
    private volatile @Nullable Instant anchorLate;

    /** Whether an operation that changes something may begin. */
    boolean isWritable() {
        return unwritable.get() == null && unsealed.get() == null;
    }

    /** Whether events can be appended, sealed or not. */
    boolean canBeAddedTo() {
        return unwritable.get() == null;
    }

    /**
     * Checks the state where a change begins.
     *
     * @throws TrailUnavailable if no change may be made
     */
    void mustBeWritable() {
        if (!isWritable()) {
            throw new TrailUnavailable(null);
        }
    }

    /** Records that events could not be appended. */
    void cannotBeAddedTo() {
        unwritable.compareAndSet(null, Instant.now());
    }

    /**
     * Records that events could be appended.
     *
     * @return since when they could not before; null if they could
     */
    @Nullable
    Instant wasAddedTo() {
        return unwritable.getAndSet(null);
    }

    /** Since when events cannot be appended; empty if they can. */
    Optional<Instant> unwritableSince() {
        return Optional.ofNullable(unwritable.get());
    }

    /** Records whether a checkpoint could be written. */
    void sealed(boolean done) {
        if (done) {
            unsealed.set(null);
        } else {
            unsealed.compareAndSet(null, Instant.now());
        }
    }

    /** Records that the trail has lost events that were written; only a restart clears this. */
    void isTamperedWith() {
        tampered = true;
    }

    /** Records whether a checkpoint reached the anchor. */
    void anchored(boolean reached) {
        if (reached) {
            anchorLate = null;
        } else if (anchorLate == null) {
            anchorLate = Instant.now();
        }
    }

    /** The fault of the trail, as a sentence; empty if there is none. */
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

    /** Whether the trail has lost events that were written. */
    boolean tampered() {
        return tampered;
    }

    /** Since when checkpoints do not reach the anchor; empty if they do, or there is no anchor. */
    Optional<Instant> anchorLate() {
        return Optional.ofNullable(anchorLate);
    }
}
