package org.platelink.laboratory.intake.queue;

import java.time.Duration;
import org.platelink.platform.background.BackgroundWorker;
import org.springframework.context.SmartLifecycle;

/** The worker threads that apply the waiting messages, from start to stop of the server. */
final class Workers implements SmartLifecycle {

    private static final long LOOK_AGAIN = 500;

    private final QueueStep turn;
    private final Backlog backlog;
    private final BackgroundWorker threads;

    Workers(QueueStep turn, Backlog backlog, int number) {
        this.turn = turn;
        this.backlog = backlog;
        this.threads = BackgroundWorker.of("intake", this::round).threads(number);
    }

    @Override
    public void start() {
        threads.start();
    }

    private Duration round() throws InterruptedException {
        QueueStep.Taken taken = turn.take();
        if (taken == QueueStep.Taken.DECIDED) {
            backlog.done();
        } else if (taken == QueueStep.Taken.NONE) {
            backlog.correct();
            backlog.awaitNews(LOOK_AGAIN);
        }
        return Duration.ZERO;
    }

    /** Stops the workers; waits for the messages that are being applied, at most twenty seconds. */
    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public boolean isRunning() {
        return threads.isRunning();
    }
}
