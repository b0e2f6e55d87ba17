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

/** Has work done by several threads at once, ahead of the one that uses what was done. */
final class ParallelPrefetch {

    /** Reads some more; in the caller's thread, for a connection to the database belongs to one. */
    @FunctionalInterface
    interface Source<S> {

        /** Some that have not been read before; none if there are no more. */
        List<S> more() throws SQLException;
    }

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Executor threads;
    private final int most;

    /**
     * @param threads that do the work
     * @param most how much is begun before the first of it is used; with it what is held in memory is bounded
     */
    ParallelPrefetch(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /**
     * Reads all that there is, has it worked on, and hands out what became of it, in its order and in the caller's thread.
     *
     * @param check is called often; what it throws ends this
     * @throws IOException if the work or the use failed; what was done before has been used
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
                    // Nothing is begun for a run that has ended while this waited.
                    check.run();
                    try {
                        return work.on(some);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                threads);
    }

    /** Waits, and sees meanwhile whether somebody waits for this. */
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
