package org.platelink.trial.response;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RedactedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Background worker that keeps the stored responses current.
 *
 * <p>It derives anew the responses of each Patient whose record changed, and those of all Patients when the server
 * starts, when the rules change, and after an hour without changes. A change that is lost because this server stopped
 * is therefore derived at its next start, and one that another server lost is derived by the full pass.
 */
final class ResponseUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseUpkeep.class);
    /** How long to wait after a change, because results arrive in groups and are then derived together. */
    private static final Duration GATHERING = Duration.ofMillis(300);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration ALL_AGAIN = Duration.ofHours(1);
    private static final long LAST_ONE = 20_000;

    private final Responses responses;
    private final StoredResponses stored;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean all;

    /** When all were last taken up, by {@link System#nanoTime}. */
    private long allTaken = System.nanoTime();

    private volatile boolean running;
    private @Nullable Thread thread;

    ResponseUpkeep(Responses responses, StoredResponses stored) {
        this.responses = responses;
        this.stored = stored;
    }

    /** Queues the Patients whose records changed. */
    synchronized void changed(Collection<String> patients) {
        changed.addAll(patients);
        notifyAll();
    }

    /** Queues all Patients, because the rules changed. */
    synchronized void allChanged() {
        all = true;
        notifyAll();
    }

    @Override
    public void start() {
        running = true;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void begin() {
        all = true;
        thread = new Thread(this::work, "responses");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void work() {
        try {
            while (running) {
                boolean everybody = awaitChanges();
                pause(GATHERING);
                if (!derive(everybody)) {
                    pause(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sleeps, or returns early when the server stops. */
    private void pause(Duration length) throws InterruptedException {
        stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until something changed or an hour has passed; returns whether all Patients are to be derived, which they
     * are each hour.
     */
    private synchronized boolean awaitChanges() throws InterruptedException {
        if (running && changed.isEmpty() && !all) {
            wait(ALL_AGAIN.toMillis());
        }
        long now = System.nanoTime();
        // Whatever else changed meanwhile: a server that is never left in peace derives all every hour too.
        boolean everybody = all || now - allTaken >= ALL_AGAIN.toNanos();
        if (everybody) {
            allTaken = now;
        }
        all = false;
        return everybody;
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
            succeeded &= !running || derive(patient);
        }
        return succeeded;
    }

    private boolean derive(String patient) {
        try {
            stored.derive(patient);
            return true;
        } catch (RuntimeException failure) {
            // A concurrent write of the same response, or a database outage: the Patient is queued again.
            if (running) {
                LOG.warn("A response could not be derived and will be tried again: {}", RedactedFailure.of(failure));
                changed(List.of(patient));
            }
            return false;
        }
    }

    /** Stops the worker, and waits for the Patient in progress. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        Thread working = thread;
        if (working != null) {
            synchronized (this) {
                notifyAll();
            }
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
