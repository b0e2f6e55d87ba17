package org.platelink.platform.server;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the Java heap is exhausted, also without {@code -XX:+ExitOnOutOfMemoryError}. A server that
 * goes on may have lost any of its threads, and whoever watches it would not know. What was acknowledged is in the
 * database.
 */
final class OutOfMemoryExit {

    /** The exit code of that JVM option. */
    static final int CODE = 3;

    private static final int MOST_CAUSES = 20;

    private OutOfMemoryExit() {}

    /** Installs a default handler for uncaught exceptions, which does so where nobody catches anything. */
    static void watchThreads() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            endIfCauseOf(failure);
            if (before != null) {
                before.uncaughtException(thread, failure);
            } else {
                System.err.println("A thread ended by the server's fault: " + RedactedFailure.of(failure));
            }
        });
    }

    /** Ends the process if a failure was caused by an exhausted heap. */
    static void endIfCauseOf(Throwable failure) {
        endIfCauseOf(failure, Runtime.getRuntime()::halt);
    }

    static void endIfCauseOf(@Nullable Throwable failure, IntConsumer end) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            // A thread that cannot be created, or an array larger than Java allows, does not mean that the heap is
            // exhausted.
            if (cause instanceof OutOfMemoryError
                    && String.valueOf(cause.getMessage()).contains("heap space")) {
                System.err.println("The server ends: Java has no memory left. Give it more with -Xmx, or its machine.");
                end.accept(CODE);
                return;
            }
            cause = cause.getCause();
        }
    }
}
