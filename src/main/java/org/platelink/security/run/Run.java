package org.platelink.security.run;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * One piece of heavy work. Who does it asks it often, from whatever thread, whether to go on; closing it gives its place to
 * another.
 */
public final class Run implements AutoCloseable {

    private static final long BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();
    private static final ThreadLocal<@Nullable Run> CURRENT = new ThreadLocal<>();

    /** What is done when one is closed. */
    interface Closing {

        void of(Run run);
    }

    private final UUID id;
    private final Caller caller;
    private final String what;
    private final String about;
    private final @Nullable Duration longest;
    private final BooleanSupplier awaited;
    private final Closing closing;
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
            Closing closing) {
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

    /** By which operation, such as {@code $sql-run}. */
    String what() {
        return what;
    }

    /** Which data, such as the address of a view; empty if they have no name. */
    String about() {
        return about;
    }

    Instant began() {
        return began;
    }

    /**
     * Returns if there is reason to go on.
     *
     * @throws RunEnded if there is none
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
        // The connection is that of the thread that answers, and no other may look at it.
        if (Thread.currentThread() == owner && now - looked > BETWEEN_LOOKS) {
            looked = now;
            if (!awaited.getAsBoolean()) {
                end(RunEnded.left());
                check();
            }
        }
    }

    /** Ends it: the next check, in whatever thread, throws the reason. */
    public void end(RunEnded reason) {
        if (ended == null) {
            ended = reason;
        }
    }

    /** Makes it the one that {@link #checkCurrent} asks in this thread. */
    Run enter() {
        CURRENT.set(this);
        return this;
    }

    /** Does the same for what is deep within some work and is not told for which run. */
    public static void checkCurrent() {
        Run current = CURRENT.get();
        if (current != null) {
            current.check();
        }
    }

    /** What works on for it in other threads ends too. */
    @Override
    public void close() {
        end(RunEnded.left());
        if (CURRENT.get() == this) {
            CURRENT.remove();
        }
        closing.of(this);
    }
}
