package org.platelink.extract;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Has the next resources read by another thread while those before them are worked on. */
final class ReadAhead {

    /** Reads some more. */
    @FunctionalInterface
    interface Source<T> {

        /** Some that have not been read before; none if there are no more. */
        List<T> more() throws IOException, SQLException;
    }

    /** Works on what was read. */
    @FunctionalInterface
    interface Use<T> {

        void of(T one) throws IOException;
    }

    private final Executor threads;

    ReadAhead(Executor threads) {
        this.threads = threads;
    }

    /**
     * Hands out all that there is, in the caller's thread and in its order. Nothing is being read any more when it returns,
     * however it does.
     */
    <T> void each(Source<T> source, Use<T> use) throws IOException, SQLException {
        CompletableFuture<List<T>> ahead = begin(source);
        try {
            for (List<T> some = read(ahead); !some.isEmpty(); some = read(ahead)) {
                ahead = begin(source);
                for (T one : some) {
                    use.of(one);
                }
            }
        } finally {
            ahead.exceptionally(failure -> List.of()).join();
        }
    }

    private <T> CompletableFuture<List<T>> begin(Source<T> source) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return source.more();
                    } catch (IOException | SQLException failure) {
                        throw new CompletionException(failure);
                    }
                },
                threads);
    }

    private static <T> List<T> read(CompletableFuture<List<T>> ahead) throws IOException, SQLException {
        try {
            return ahead.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IOException unread) {
                throw unread;
            }
            if (failure.getCause() instanceof SQLException unread) {
                throw unread;
            }
            if (failure.getCause() instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            throw failure;
        }
    }
}
