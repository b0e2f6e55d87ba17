package org.platelink.security.run;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * A running piece of heavy work, with a time limit and cancellation. The worker calls {@link #check} often, from any
 * thread, to learn whether to go on; closing the run frees its place for another.
 */
public final class Run implements AutoCloseable {

    private static final long BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();
    private static final ThreadLocal<@Nullable Run> CURRENT = new ThreadLocal<>();

    /** Callback for the close of a run. */
    interface CloseListener {

        void of(Run run);
    }

    private final UUID id;
    private final Caller caller;
    private final String what;
    private final String about;
    private final @Nullable Duration longest;
    private final BooleanSupplier awaited;
    private final CloseListener closing;
    private final Instant began = Instant.now();
    private final long start = System.nanoTime();
    private final Thread owner = Thread.currentThread();
    private long looked = start;
    private volatile @Nullable RunEnded ended;

    Run(
            UUID id,
            Caller caller,
            String what,
            String about,
            @Nullable Duration longest,
            BooleanSupplier awaited,
            CloseListener closing) {
        this.id = id;
        this.caller = caller;
        this.what = what;
        this.about = about;
        this.longest = longest;
        this.awaited = awaited;
        this.closing = closing;
    }

    UUID id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    /** The operation, such as {@code $sql-run}. */
    String what() {
        return what;
    }

    /** The data it reads, such as the address of a view; empty if they have no name. */
    String about() {
        return about;
    }

    Instant began() {
        return began;
    }

    /**
     * Returns if the work is to go on.
     *
     * @throws RunEnded if it is not: the run was ended, took too long, or its client has left
     */
    public void check() {
        RunEnded reason = ended;
        if (reason != null) {
            throw reason;
        }
        long now = System.nanoTime();
        if (longest != null && now - start > longest.toNanos()) {
            end(RunEnded.tooLong(longest));
            check();
        }
        // Only the thread that handles the request may look at its connection.
        if (Thread.currentThread() == owner && now - looked > BETWEEN_LOOKS) {
            looked = now;
            if (!awaited.getAsBoolean()) {
                end(RunEnded.left());
                check();
            }
        }
    }

    /** Ends the run: the next check, in any thread, throws the reason. Only the first reason counts. */
    public void end(RunEnded reason) {
        if (ended == null) {
            ended = reason;
        }
    }

    /** Makes this the run that {@link #checkCurrent} checks in this thread. */
    Run enter() {
        CURRENT.set(this);
        return this;
    }

    /** Checks the run of this thread, if there is one; for code deep within the work that is not passed the run. */
    public static void checkCurrent() {
        Run current = CURRENT.get();
        if (current != null) {
            current.check();
        }
    }

    /** Closes the run; threads that still work for it end at their next check. */
    @Override
    public void close() {
        end(RunEnded.left());
        if (CURRENT.get() == this) {
            CURRENT.remove();
        }
        closing.of(this);
    }
}
