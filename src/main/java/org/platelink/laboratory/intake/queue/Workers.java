package org.platelink.laboratory.intake.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.platelink.platform.server.GracefulStop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The worker threads that apply the waiting messages, from start to stop of the server. */
final class Workers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long LOOK_AGAIN = 500;
    private static final long AFTER_FAILURE = 2000;

    private final QueueStep step;
    private final Backlog backlog;
    private final int number;
    private final GracefulStop graceful;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Workers(QueueStep step, Backlog backlog, int number, GracefulStop graceful) {
        this.step = step;
        this.backlog = backlog;
        this.number = number;
        this.graceful = graceful;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= number; i++) {
            Thread thread = new Thread(this::work, "intake-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work() {
        while (running) {
            try {
                QueueStep.Result taken = step.take();
                if (taken == QueueStep.Result.DECIDED) {
                    backlog.done();
                } else if (taken == QueueStep.Result.NONE) {
                    backlog.correct();
                    backlog.awaitNews(LOOK_AGAIN);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                // The database may be unavailable; the waiting messages are safe in it.
                LOG.warn("the intake pauses: {}", failure.getClass().getName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            backlog.awaitNews(AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops the workers, and waits for the messages that are being applied. One that takes longer is rolled back when
     * the database is closed, and applied after the next start.
     */
    @Override
    public synchronized void stop() {
        running = false;
        backlog.wake();
        long until = System.nanoTime() + graceful.grace().toNanos();
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public void stop(Runnable callback) {
        graceful.beside("intake-stop", this::stop, callback);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
