package org.platelink.trial.response;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.trial.review.DataUnlocked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Background worker that keeps the stored responses current.
 *
 * <p>It derives anew the responses of each Patient whose record changed, and those of all Patients when the server
 * starts, when the rules change, and after an hour without changes. A change that is lost because this server stopped
 * is therefore derived at its next start, and one that another server lost is derived by the full pass.
 */
final class ResponseUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseUpkeep.class);
    /** How long to wait after a change, because results arrive in groups and are then derived together. */
    private static final Duration GATHERING = Duration.ofMillis(300);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration ALL_AGAIN = Duration.ofHours(1);

    private final Responses responses;
    private final StoredResponses stored;
    private final BackgroundWorker worker;
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean all = true;

    /** When all were last taken up, by {@link System#nanoTime}. */
    private long allTaken = System.nanoTime();

    ResponseUpkeep(Responses responses, StoredResponses stored) {
        this.responses = responses;
        this.stored = stored;
        this.worker = BackgroundWorker.of("responses", this::round)
                .retryingAfter(AFTER_FAILURE)
                .lowPriority()
                .whenReady();
    }

    BackgroundWorker worker() {
        return worker;
    }

    /** Queues the Patients whose records changed. */
    synchronized void changed(Collection<String> patients) {
        changed.addAll(patients);
        worker.wake();
    }

    /** Queues the Patients whose data were locked. */
    @EventListener
    public void on(DataUnlocked unlocked) {
        changed(unlocked.patients());
    }

    /** Queues all Patients, because the rules changed. */
    synchronized void allChanged() {
        all = true;
        worker.wake();
    }

    private Duration round() throws InterruptedException {
        boolean everybody = takeAll();
        worker.pause(GATHERING);
        if (!derive(everybody)) {
            worker.pause(AFTER_FAILURE);
        }
        return untilNext();
    }

    /** Whether all Patients are to be derived, which they are each hour, even if the server is never left in peace. */
    private synchronized boolean takeAll() {
        long now = System.nanoTime();
        boolean everybody = all || now - allTaken >= ALL_AGAIN.toNanos();
        if (everybody) {
            allTaken = now;
        }
        all = false;
        return everybody;
    }

    private synchronized Duration untilNext() {
        long left = ALL_AGAIN.toNanos() - (System.nanoTime() - allTaken);
        return all || !changed.isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.max(0, left));
    }

    private synchronized Set<String> take() {
        Set<String> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }

    private boolean derive(boolean everybody) {
        Set<String> taken = take();
        List<String> patients;
        try {
            patients = everybody ? responses.treated() : taken.isEmpty() ? List.of() : responses.treated(taken);
        } catch (RuntimeException failure) {
            LOG.warn("The responses could not be derived and will be tried again: {}", RedactedFailure.of(failure));
            changed(taken);
            if (everybody) {
                allChanged();
            }
            return false;
        }
        boolean succeeded = true;
        for (String patient : patients) {
            succeeded &= !worker.isRunning() || derive(patient);
        }
        return succeeded;
    }

    private boolean derive(String patient) {
        try {
            stored.derive(patient);
            return true;
        } catch (RuntimeException failure) {
            if (FhirErrors.isLocked(failure)) {
                // Locked data stay as they are; what they would become is derived when they are unlocked.
                return true;
            }
            // A concurrent write of the same response, or a database outage: the Patient is queued again.
            if (worker.isRunning()) {
                LOG.warn("A response could not be derived and will be tried again: {}", RedactedFailure.of(failure));
                changed(List.of(patient));
            }
            return false;
        }
    }
}
