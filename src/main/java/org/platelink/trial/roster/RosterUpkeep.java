package org.platelink.trial.roster;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.trial.safety.GravestGrades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background worker that builds the rosters when the server starts, keeps them current so that no request has to wait
 * for it, and computes the grades, which takes longer than a request may.
 */
final class RosterUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(RosterUpkeep.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 5;

    private final Rosters rosters;
    private final Supplier<List<String>> studies;
    private final GravestGrades grades;
    private final BackgroundWorker worker;
    private boolean made;
    private boolean failing;

    /**
     * Creates the worker; it begins when the application is ready.
     *
     * @param studies the ids of the studies that have subjects
     */
    RosterUpkeep(Rosters rosters, Supplier<List<String>> studies, GravestGrades grades) {
        this.rosters = rosters;
        this.studies = studies;
        this.grades = grades;
        this.worker = BackgroundWorker.of("rosters", this::round)
                .retryingAfter(BETWEEN)
                .lowPriority()
                .whenReady();
    }

    BackgroundWorker worker() {
        return worker;
    }

    /** Wakes the worker to compute pending grades. */
    void soon() {
        worker.wake();
    }

    private Duration round() throws InterruptedException {
        boolean succeeded = true;
        List<String> wanted = made ? List.of() : studies.get();
        for (String study : wanted) {
            succeeded &= attempt(study);
        }
        for (String study : rosters.studies()) {
            succeeded &= attempt(study);
        }
        failing &= !succeeded;
        made = true;
        return BETWEEN;
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
        if (worker.isRunning() && !failing) {
            LOG.warn(
                    "The list of subjects could not be kept current and will be tried again: {}",
                    RedactedFailure.of(failure));
        }
        failing = true;
    }

    private void grade(String study) throws InterruptedException {
        List<ListedSubject> pending = rosters.pending(study, AT_ONCE);
        while (worker.isRunning() && !pending.isEmpty()) {
            long began = System.nanoTime();
            rosters.told(
                    study,
                    pending,
                    grades.of(study, pending.stream().map(ListedSubject::visits).toList()));
            pending = rosters.pending(study, AT_ONCE);
            if (pending.size() == AT_ONCE) {
                // A full batch means that many are pending, as after a start: sleep as long as the batch took, to
                // leave half of the time to others.
                worker.pause(Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }
}
