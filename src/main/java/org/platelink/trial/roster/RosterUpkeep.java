package org.platelink.trial.roster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.trial.safety.GravestGrades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Background worker that builds the rosters when the server starts, keeps them current so that no request has to wait
 * for it, and computes the grades, which takes longer than a request may.
 */
final class RosterUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RosterUpkeep.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 5;
    private static final long LAST_ONE = 20_000;

    private final Rosters rosters;
    private final Supplier<List<String>> studies;
    private final GravestGrades grades;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean running;
    private boolean failing;
    private @Nullable Thread thread;

    /**
     * Creates the worker; it begins when the application is ready.
     *
     * @param studies the ids of the studies that have subjects
     */
    RosterUpkeep(Rosters rosters, Supplier<List<String>> studies, GravestGrades grades) {
        this.rosters = rosters;
        this.studies = studies;
        this.grades = grades;
    }

    /** Wakes the worker to compute pending grades. */
    void soon() {
        asked.release();
    }

    @Override
    public void start() {
        running = true;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void begin() {
        thread = new Thread(this::work, "rosters");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void work() {
        boolean made = false;
        try {
            while (running) {
                made = attempt(made);
                if (asked.tryAcquire(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                    asked.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(boolean made) throws InterruptedException {
        boolean succeeded = true;
        List<String> wanted;
        try {
            wanted = made ? List.of() : studies.get();
        } catch (RuntimeException failure) {
            failed(failure);
            return false;
        }
        for (String study : wanted) {
            succeeded &= attempt(study);
        }
        for (String study : rosters.studies()) {
            succeeded &= attempt(study);
        }
        failing &= !succeeded;
        return true;
    }

    /**
     * Updates one study. A study that cannot be listed, for example because it has no protocol, must not stop the
     * others.
     */
    private boolean attempt(String study) throws InterruptedException {
        try {
            rosters.of(study);
            grade(study);
            return true;
        } catch (RuntimeException failure) {
            failed(failure);
            return false;
        }
    }

    /** Logs a failure once, however long it lasts. */
    private void failed(RuntimeException failure) {
        if (running && !failing) {
            LOG.warn(
                    "The list of subjects could not be kept current and will be tried again: {}",
                    RedactedFailure.of(failure));
        }
        failing = true;
    }

    private void grade(String study) throws InterruptedException {
        List<ListedSubject> pending = rosters.pending(study, AT_ONCE);
        while (running && !pending.isEmpty()) {
            long began = System.nanoTime();
            rosters.told(
                    study,
                    pending,
                    grades.of(study, pending.stream().map(ListedSubject::visits).toList()));
            pending = rosters.pending(study, AT_ONCE);
            if (pending.size() == AT_ONCE) {
                // A full batch means that many are pending, as after a start: sleep as long as the batch took, to
                // leave half of the time to others.
                TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
            }
        }
    }

    /** Stops the worker, and waits for the work in progress. */
    @Override
    public void stop() {
        running = false;
        asked.release();
        Thread working = thread;
        if (working != null) {
            try {
                working.join(LAST_ONE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
