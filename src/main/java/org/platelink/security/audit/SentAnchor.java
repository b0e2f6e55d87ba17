package org.platelink.security.audit;

import java.io.IOException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends checkpoints one after the other, on a thread of its own, and tries again what could not be sent. Where many wait the
 * oldest are dropped: each one stands for all before it.
 */
final class SentAnchor implements Anchor {

    private static final Logger LOG = LoggerFactory.getLogger(SentAnchor.class);
    private static final int ROOM = 1_000;
    private static final long PAUSE_MILLIS = 5_000;
    private static final long LONGEST_STOP_MILLIS = 3_000;

    /** Ends the thread when all before it was sent. */
    private static final String END = "";

    /** Takes a line to where it is kept. */
    @FunctionalInterface
    interface Way {
        void carry(String line) throws IOException, InterruptedException;
    }

    private final Way way;
    private final TrailState state;
    private final BlockingDeque<String> lines = new LinkedBlockingDeque<>(ROOM);
    private final Thread thread = new Thread(this::run, "audit-anchor");

    SentAnchor(Way way, TrailState state) {
        this.way = way;
        this.state = state;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void send(String line) {
        while (!lines.offerLast(line)) {
            lines.pollFirst();
        }
    }

    private void run() {
        try {
            @Nullable String line = lines.takeFirst();
            while (!END.equals(line)) {
                if (carry(line)) {
                    line = lines.takeFirst();
                } else {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("No more checkpoints are sent.");
        }
    }

    private boolean carry(String line) throws InterruptedException {
        try {
            way.carry(line);
            state.anchored(true);
            return true;
        } catch (IOException failure) {
            if (state.anchorLate().isEmpty()) {
                LOG.error(
                        "Checkpoints of the audit trail do not reach their anchor: {}",
                        failure.getClass().getName());
            }
            state.anchored(false);
            return false;
        }
    }

    @Override
    public void close() {
        send(END);
        try {
            thread.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
