package org.platelink.security.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What was handed to the trail and will stand in it.
 *
 * @param done when it does
 * @param add sees to it at once; null where another thread is at it already
 */
record AppendedEvent(CompletableFuture<Void> done, @Nullable Runnable add) {

    private static final long LONGEST_WAIT_SECONDS = 10;

    /**
     * Waits until it stands in the trail.
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
