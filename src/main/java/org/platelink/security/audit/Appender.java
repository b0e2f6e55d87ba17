package org.platelink.security.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to the audit trail with group commit: all events that wait are written in one transaction, so that
 * many requests share one wait for the disk.
 *
 * <p>Events that must be durable are written by one background thread. The others are written by whichever request is
 * answered first, or by the background thread if there is none.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long LOOK_AROUND_MILLIS = 200;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    /** How long a thread waits for the connection before it leaves its events to the thread that holds it. */
    private static final long LONGEST_TURN_MILLIS = 2_000;

    private final TrailEnd end;
    private final TrailState state;
    private final int room;
    private final BlockingQueue<QueuedEvent> queue;
    private final Queue<QueuedEvent> waiting = new ConcurrentLinkedQueue<>();

    /** Events that could not be written yet and that nobody waits for. */
    private final Queue<QueuedEvent> later = new ConcurrentLinkedQueue<>();

    /** Held by the thread that uses the connection. */
    private final Lock writing = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "audit-trail");
    private volatile boolean stopping;

    /** Starts an appender that keeps no last-written marker. */
    Appender(Trail trail, DataSource database, int room) {
        this(trail, database, new TrailState(), null, room);
    }

    /**
     * Starts an appender.
     *
     * @param state is told whether events can be added
     * @param lastWrittenMarker where the last written link is recorded; null if nowhere
     * @param room how many events may wait; more are refused
     */
    Appender(
            Trail trail,
            DataSource database,
            TrailState state,
            @Nullable LastWrittenMarker lastWrittenMarker,
            int room) {
        this.end = new TrailEnd(trail, database, state, lastWrittenMarker);
        this.state = state;
        this.room = room;
        this.queue = new ArrayBlockingQueue<>(room);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues an event; it is durable when the wait for it is over. */
    AppendedEvent add(String event) {
        QueuedEvent handed = QueuedEvent.event(event, true, false);
        if (isShut() || !queue.offer(handed)) {
            handed.done().completeExceptionally(new TrailUnavailable(null));
        }
        return new AppendedEvent(handed.done(), null);
    }

    /**
     * Queues an event for the next writer, at the latest the thread that waits for it. By then other threads have
     * queued theirs, and all are written at once. The event is in the trail when the wait is over; a power cut right
     * after that may still lose it.
     */
    AppendedEvent leave(String event) {
        return leave(QueuedEvent.event(event, false, false));
    }

    /**
     * Queues an event that nobody waits for. If it cannot be written now, it is kept and written later.
     *
     * @throws TrailUnavailable if too many events are kept already
     */
    void leaveForCertain(String event) {
        if (later.size() >= room || stopping) {
            throw new TrailUnavailable(null);
        }
        QueuedEvent handed = QueuedEvent.event(event, false, true);
        (state.canBeAddedTo() ? waiting : later).add(handed);
    }

    /** The links that were written last. */
    LastWrittenMarker.Words words() {
        return end.words();
    }

    /** Takes the head of the trail as what was written last. */
    void forgetBefore(Link head) {
        writing.lock();
        try {
            end.forgetBefore(head);
        } finally {
            writing.unlock();
        }
    }

    /**
     * While nothing can be written, only the background thread tries: each attempt may take as long as a connection
     * takes to fail.
     */
    private boolean isShut() {
        return stopping || !state.canBeAddedTo();
    }

    /** Moves a pending event into the trail, on the calling thread. The event is durable already. */
    AppendedEvent addPending(long id) {
        AppendedEvent written = leave(QueuedEvent.pending(id));
        addWhatWaits();
        return written;
    }

    private AppendedEvent leave(QueuedEvent handed) {
        if (isShut()) {
            handed.done().completeExceptionally(new TrailUnavailable(null));
        } else {
            waiting.add(handed);
        }
        return new AppendedEvent(handed.done(), this::addWhatWaits);
    }

    /**
     * Writes all waiting events. A thread that comes while another one writes leaves its events to the next writer,
     * who writes all that wait.
     */
    private void addWhatWaits() {
        add(new ArrayList<>());
    }

    private void add(List<QueuedEvent> batch) {
        if (batch.isEmpty() && waiting.isEmpty() && later.isEmpty()) {
            return;
        }
        if (!mayWrite()) {
            // A later writer takes the waiting events along.
            waiting.addAll(batch);
            return;
        }
        try {
            drain(waiting, batch);
            if (state.canBeAddedTo()) {
                drain(later, batch);
            }
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    private static void drain(Queue<QueuedEvent> from, List<QueuedEvent> batch) {
        for (QueuedEvent next = from.poll(); next != null; next = from.poll()) {
            batch.add(next);
        }
    }

    private boolean mayWrite() {
        try {
            return writing.tryLock(LONGEST_TURN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        List<QueuedEvent> batch = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            try {
                QueuedEvent first = queue.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                }
                if (!state.canBeAddedTo()) {
                    tryAgain();
                }
                add(batch);
                batch.clear();
            } catch (InterruptedException interrupted) {
                stopping = true;
            }
        }
        addWhatWaits();
        writing.lock();
        try {
            end.disconnect();
        } finally {
            writing.unlock();
        }
    }

    /** Probes whether the trail can be written again, with an event worth keeping: how long it could not be written. */
    private void tryAgain() {
        state.unwritableSince().ifPresent(since -> {
            writing.lock();
            try {
                String gap = EventText.of(
                        Event.ofTheServer(
                                Outcome.FAILURE,
                                "The audit trail could not be written from " + since + " to " + Instant.now()
                                        + "; nothing was changed in this time, and nothing answered but to nobody in particular."));
                end.append(List.of(gap), List.of(), true);
                state.wasAddedTo();
                LOG.info("The audit trail can be written again.");
            } catch (SQLException | RuntimeException still) {
                LOG.debug("The audit trail cannot be written yet.");
            } finally {
                writing.unlock();
            }
        });
    }

    private void write(List<QueuedEvent> batch) {
        if (!state.canBeAddedTo()) {
            putOff(batch, null);
            return;
        }
        boolean durable = batch.stream().anyMatch(QueuedEvent::durable);
        try {
            end.append(QueuedEvent.events(batch), QueuedEvent.pending(batch), durable);
            batch.forEach(handed -> handed.done().complete(null));
        } catch (SQLException | RuntimeException failure) {
            state.cannotBeAddedTo();
            LOG.error(
                    "The audit trail cannot be written: {} {}",
                    failure.getClass().getName(),
                    failure instanceof SQLException sql ? sql.getSQLState() : "");
            putOff(batch, failure);
        }
    }

    private void putOff(List<QueuedEvent> batch, @Nullable Throwable failure) {
        for (QueuedEvent handed : batch) {
            if (handed.certain()) {
                later.add(handed);
            } else {
                handed.done().completeExceptionally(new TrailUnavailable(failure));
            }
        }
    }

    /** Writes what waits, accepts no more events and stops the thread. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
