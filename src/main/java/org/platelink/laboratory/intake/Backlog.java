package org.platelink.laboratory.intake;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.platelink.laboratory.journal.Journal;

/**
 * How many messages wait for their turn. It has an end: beyond it a sender is asked to come again later, so that neither the
 * memory nor the time that a result needs grows without one.
 */
final class Backlog {

    private final Journal journal;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);

    Backlog(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
        count();
    }

    boolean hasRoom() {
        return waiting.get() < most;
    }

    int size() {
        return waiting.get();
    }

    /** A message has come whose turn will come. */
    void added() {
        waiting.incrementAndGet();
        news.release();
    }

    /** A message has had its turn. */
    void done() {
        waiting.updateAndGet(number -> Math.max(0, number - 1));
    }

    /** Counts again: other servers take messages too, and parked ones get another turn. */
    void count() {
        correct();
        news.release();
    }

    /** Counts again, where there is no news: whoever counts while messages come and go is wrong by some. */
    void correct() {
        waiting.set(journal.waiting());
    }

    /** Waits until there is news, or for a while. */
    void awaitNews(long milliseconds) throws InterruptedException {
        if (news.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
