package org.platelink.analytics.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Pipeline that converts batches in parallel, ahead of the one thread that consumes the results in order. */
final class ParallelPrefetch {

    /** Reads the next batch, in the caller's thread, because a database connection belongs to one thread. */
    @FunctionalInterface
    interface Source<S> {

        /** The next batch; empty if there are no more. */
        List<S> more() throws SQLException;
    }

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Executor threads;
    private final int most;

    /**
     * @param threads execute the conversions
     * @param most how many batches are started before the first of them is consumed; this bounds the memory used
     */
    ParallelPrefetch(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /**
     * Reads all batches, converts them in parallel, and passes the results on in order and in the caller's thread.
     *
     * @param source reads the batches
     * @param work converts a batch
     * @param use consumes a result
     * @param check is called often; an exception from it ends this
     * @throws IOException if the conversion or the consumption failed; the results before it have been consumed
     */
    <S, T> void each(Source<S> source, Snapshot.Conversion<S, T> work, Snapshot.Use<T> use, Runnable check)
            throws IOException, SQLException {
        Deque<CompletableFuture<T>> ahead = new ArrayDeque<>();
        boolean more = true;
        try {
            while (more || !ahead.isEmpty()) {
                check.run();
                while (more && ahead.size() < most) {
                    List<S> some = source.more();
                    more = !some.isEmpty();
                    if (more) {
                        ahead.add(begin(some, work, check));
                    }
                }
                if (!ahead.isEmpty()) {
                    use.of(done(ahead.remove(), check));
                }
            }
        } finally {
            ahead.forEach(unused -> unused.cancel(false));
        }
    }

    private <S, T> CompletableFuture<T> begin(List<S> some, Snapshot.Conversion<S, T> work, Runnable check) {
        return CompletableFuture.supplyAsync(
                () -> {
                    // A run that ended while this was queued must not start another conversion.
                    check.run();
                    try {
                        return work.on(some);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                threads);
    }

    /** Waits for a result, and checks meanwhile whether the run has ended. */
    private static <T> T done(CompletableFuture<T> ahead, Runnable check) throws IOException {
        try {
            while (true) {
                try {
                    return ahead.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    check.run();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is being stopped.", stopped);
        } catch (ExecutionException failure) {
            throw reason(failure);
        }
    }

    private static RuntimeException reason(ExecutionException failure) throws IOException {
        if (failure.getCause() instanceof UncheckedIOException unwritten) {
            throw unwritten.getCause();
        }
        return failure.getCause() instanceof RuntimeException reason
                ? reason
                : new IllegalStateException("Work ahead failed.", failure.getCause());
    }
}
