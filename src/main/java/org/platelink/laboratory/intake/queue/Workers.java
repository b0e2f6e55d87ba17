package org.platelink.laboratory.intake.queue;

import java.time.Duration;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.GracefulStop;
import org.springframework.context.SmartLifecycle;

/** The worker threads that apply the waiting messages, from start to stop of the server. */
final class Workers implements SmartLifecycle {

    private static final long LOOK_AGAIN = 500;

    private final QueueStep step;
    private final Backlog backlog;
    private final BackgroundWorker threads;

    Workers(QueueStep step, Backlog backlog, int number, GracefulStop graceful) {
        this.step = step;
        this.backlog = backlog;
        this.threads =
                BackgroundWorker.of("intake", this::round).threads(number).patience(graceful.grace());
    }

    @Override
    public void start() {
        threads.start();
    }

    private Duration round() throws InterruptedException {
        QueueStep.Result taken = step.take();
        if (taken == QueueStep.Result.DECIDED) {
            backlog.done();
        } else if (taken == QueueStep.Result.NONE) {
            backlog.correct();
            backlog.awaitNews(LOOK_AGAIN);
        }
        return Duration.ZERO;
    }

    /**
     * Stops the workers, and waits for the messages that are being applied. One that takes longer is rolled back when
     * the database is closed, and applied after the next start.
     */
    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public void stop(Runnable callback) {
        threads.stop(callback);
    }

    @Override
    public boolean isRunning() {
        return threads.isRunning();
    }
}
