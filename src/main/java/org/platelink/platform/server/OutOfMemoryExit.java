package org.platelink.platform.server;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when Java has no memory left, also where it was started without {@code -XX:+ExitOnOutOfMemoryError}: a server
 * that goes on may have lost any of its threads, and whoever watches it would not know. What was acknowledged is in the database.
 */
final class OutOfMemoryExit {

    /** As Java ends by that option. */
    static final int CODE = 3;

    private static final int MOST_CAUSES = 20;

    private OutOfMemoryExit() {}

    /** Sees to it also where nobody catches anything. */
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

    /** Ends the process if a failure comes of it. */
    static void endIfCauseOf(Throwable failure) {
        endIfCauseOf(failure, Runtime.getRuntime()::halt);
    }

    static void endIfCauseOf(@Nullable Throwable failure, IntConsumer end) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            // A thread that cannot be made, or an array beyond what Java has, is no want of heap.
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
