package org.platelink.platform.server;

/** What may be logged of a failure: its kind and its place, and not its message, which may hold a piece of what was sent. */
public final class RedactedFailure {

    private RedactedFailure() {}

    /** The kind of what lies at the bottom of a failure, and where it happened. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getName() + " at " + (trace.length == 0 ? "an unknown place" : trace[0]);
    }
}
