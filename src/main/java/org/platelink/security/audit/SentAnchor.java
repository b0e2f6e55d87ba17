package org.platelink.security.audit;

import java.io.IOException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends checkpoints to the anchor in order, on a background thread, and retries after a failure. If the queue is full
 * the oldest are dropped: each checkpoint covers all before it.
 */
final class SentAnchor implements Anchor {

    private static final Logger LOG = LoggerFactory.getLogger(SentAnchor.class);
    private static final int ROOM = 1_000;
    private static final long PAUSE_MILLIS = 5_000;
    private static final long LONGEST_STOP_MILLIS = 3_000;

    /** Poison value: ends the thread when all lines before it were sent. */
    private static final String END = "";

    /** The transport that delivers a line to the anchor. */
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
