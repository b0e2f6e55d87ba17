package org.platelink.platform.server;

/**
 * Description of a failure that is safe to log: exception class and place, without the message, which may hold a
 * piece of the request.
 */
public final class RedactedFailure {

    private RedactedFailure() {}

    /** The class of a failure's root cause, and where it was thrown. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getName() + " at " + (trace.length == 0 ? "an unknown place" : trace[0]);
    }
}
