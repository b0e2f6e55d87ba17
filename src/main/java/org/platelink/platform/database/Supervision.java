package org.platelink.platform.database;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watchdog that restarts PostgreSQL when it ends unexpectedly: at once, then with exponential back-off, since a full
 * disk takes somebody time to free. If it does not come up for too long, the server process exits, so that its
 * service manager restarts it.
 */
final class Supervision implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final long LONGEST_JOIN_MILLIS = 3_000;

    /** Starts a postmaster, without waiting until it is ready. */
    @FunctionalInterface
    interface Starter {

        Postmaster start() throws IOException, InterruptedException;
    }

    private final Starter starter;
    private final DatabaseLog log;
    private final Duration patience;
    private final Runnable giveUp;
    private final Thread thread = new Thread(this::run, "database-supervision");
    private volatile Postmaster current;
    private volatile boolean stopping;

    /**
     * Starts the watchdog thread.
     *
     * @param first the postmaster that runs now
     * @param patience how long it may fail to start before the server gives up
     * @param giveUp what is run then
     */
    Supervision(Postmaster first, Starter starter, DatabaseLog log, Duration patience, Runnable giveUp) {
        this.current = first;
        this.starter = starter;
        this.log = log;
        this.patience = patience;
        this.giveUp = giveUp;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                int code = current.await();
                if (stopping) {
                    return;
                }
                LOG.error(
                        "PostgreSQL has ended by itself, exit code {} ({}); it is started again.",
                        code,
                        log.lastWords());
                if (!startAgain()) {
                    LOG.error(
                            "PostgreSQL did not come up for {} s ({}); the server ends, to be started anew.",
                            patience.toSeconds(),
                            log.lastWords());
                    giveUp.run();
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startAgain() throws InterruptedException {
        long began = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (System.nanoTime() - began < patience.toNanos()) {
            try {
                current = starter.start();
                current.awaitReady();
                LOG.warn("PostgreSQL is up again, after {} ms.", (System.nanoTime() - began) / 1_000_000);
                return true;
            } catch (IOException failure) {
                LOG.error(
                        "PostgreSQL does not come up: {} ({}); the next try is in {} ms.",
                        failure.getMessage(),
                        log.lastWords(),
                        pause.toMillis());
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        return false;
    }

    /** Stops watching, and stops the postmaster. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_JOIN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        current.stop();
    }
}
