package org.platelink.platform.server;

import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * Time limit of a shutdown, after which the process is halted. An orderly shutdown waits for requests, for the trail
 * and for the database, and each of them may hang. Whoever stops a server does not wait for more than half a minute,
 * and a machine that goes down waits for nobody. What is acknowledged is on the disk by then, and the next start
 * recovers the rest.
 */
public final class StopLimit {

    private static final Duration MOST = Duration.ofSeconds(20);

    /** The exit code of a process that SIGTERM has ended. */
    private static final int TERMINATED = 143;

    private StopLimit() {}

    /**
     * Installs a shutdown hook that ends the process at the limit after it was told to stop, in whatever state it is.
     */
    public static void keep() {
        Runtime.getRuntime().addShutdownHook(new Thread(StopLimit::begin, "stop-limit"));
    }

    private static void begin() {
        Thread thread = new Thread(StopLimit::endAtTheLimit, "stop-limit");
        // A shutdown that is done sooner does not wait for this thread.
        thread.setDaemon(true);
        thread.start();
    }

    private static void endAtTheLimit() {
        try {
            Thread.sleep(MOST.toMillis());
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        LoggerFactory.getLogger(StopLimit.class)
                .error("The server has not stopped after {} s; it ends as it is.", MOST.toSeconds());
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(TERMINATED);
    }
}
