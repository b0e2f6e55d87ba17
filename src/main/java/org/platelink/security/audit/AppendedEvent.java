package org.platelink.security.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A handle on an event that was passed to the trail, to wait until it is written.
 *
 * @param done completes when the event is in the trail
 * @param add writes the event at once, on the calling thread; null where another thread does it
 */
record AppendedEvent(CompletableFuture<Void> done, @Nullable Runnable add) {

    private static final long LONGEST_WAIT_SECONDS = 10;

    /**
     * Waits until the event is in the trail.
     *
     * @throws TrailUnavailable if it cannot be written
     */
    void await() {
        if (add != null && !done.isDone()) {
            add.run();
        }
        try {
            done.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new TrailUnavailable(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TrailUnavailable(interrupted);
        }
    }
}
