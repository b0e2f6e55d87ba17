package org.platelink.laboratory.intake.queue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.platelink.laboratory.journal.Journal;

/**
 * Counts the messages that wait to be applied, and limits them (back-pressure).
 *
 * <p>At the limit a sender is told to send again later, so that neither the memory nor the time that a result needs
 * grows without bound. It also wakes the workers when there is something to do. Thread-safe.
 */
public final class Backlog {

    private final Journal journal;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);

    Backlog(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
        count();
    }

    public boolean hasRoom() {
        return waiting.get() < most;
    }

    int size() {
        return waiting.get();
    }

    /** A message was kept that is still to be applied: counts it and wakes a worker. */
    public void added() {
        waiting.incrementAndGet();
        news.release();
    }

    /** A message no longer waits: what becomes of it has been decided. */
    void done() {
        waiting.updateAndGet(number -> Math.max(0, number - 1));
    }

    /**
     * Recounts from the journal and wakes a worker: other servers take messages too, and parked ones are queued
     * again.
     */
    public void count() {
        correct();
        wake();
    }

    /** Wakes a worker. */
    void wake() {
        news.release();
    }

    /**
     * Recounts from the journal without waking a worker. The running count drifts: a recount that is made while
     * messages come and go is off by some.
     */
    void correct() {
        waiting.set(journal.waiting());
    }

    /** Blocks until a worker is woken, or for the given time at most. All wake-ups so far count as one. */
    void awaitNews(long milliseconds) throws InterruptedException {
        if (news.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
