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
 * Adds events to the trail, all that wait at once in one transaction, so that many requests share the wait for the disk.
 *
 * <p>What must be durable is written by one thread; the rest by whichever request is answered first, and by the thread where none is.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long LOOK_AROUND_MILLIS = 200;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    /** How long one waits for the connection, before it is left to whoever has it. */
    private static final long LONGEST_TURN_MILLIS = 2_000;

    private final TrailEnd end;
    private final TrailState state;
    private final int room;
    private final BlockingQueue<QueuedEvent> queue;
    private final Queue<QueuedEvent> waiting = new ConcurrentLinkedQueue<>();

    /** What could not be added, and nobody waits for. */
    private final Queue<QueuedEvent> later = new ConcurrentLinkedQueue<>();

    /** Held by who uses the connection. */
    private final Lock writing = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "audit-trail");
    private volatile boolean stopping;

    /** An appender at work, whose last word is not kept. */
    Appender(Trail trail, DataSource database, int room) {
        this(trail, database, new TrailState(), null, room);
    }

    /**
     * An appender at work.
     *
     * @param state is told whether events can be added
     * @param lastWord where it writes down what it added last; null if nowhere
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

    /** Hands in an event, to be durable when the wait for it is over. */
    AppendedEvent add(String event) {
        QueuedEvent handed = QueuedEvent.event(event, true, false);
        if (isShut() || !queue.offer(handed)) {
            handed.done().completeExceptionally(new TrailUnavailable(null));
        }
        return new AppendedEvent(handed.done(), null);
    }

    /**
     * Leaves an event to whoever adds next, at the latest to the one who waits for it: by then others have left theirs, and all
     * are added at once. It stands in the trail when the wait is over; a power cut in the moment after may still take it
     * away.
     */
    AppendedEvent leave(String event) {
        return leave(QueuedEvent.event(event, false, false));
    }

    /**
     * Leaves an event for which nobody waits. Where it cannot be added now it is kept, and added when it can be.
     *
     * @throws TrailUnavailable if too many are kept already
     */
    void leaveForCertain(String event) {
        if (later.size() >= room || stopping) {
            throw new TrailUnavailable(null);
        }
        QueuedEvent handed = QueuedEvent.event(event, false, true);
        (state.canBeAddedTo() ? waiting : later).add(handed);
    }

    /** What was added last. */
    LastWrittenMarker.Words words() {
        return end.words();
    }

    /** Takes what the trail holds for what was added last. */
    void forgetBefore(Link head) {
        writing.lock();
        try {
            end.forgetBefore(head);
        } finally {
            writing.unlock();
        }
    }

    /** While nothing can be added, nobody but the thread tries: each try may take as long as a connection takes to fail. */
    private boolean isShut() {
        return stopping || !state.canBeAddedTo();
    }

    /** Moves what was kept pending into the trail, on the thread that asks; it is durable already. */
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

    /** Who comes while another adds has his added by the next, together with all that wait. */
    private void addWhatWaits() {
        add(new ArrayList<>());
    }

    private void add(List<QueuedEvent> batch) {
        if (batch.isEmpty() && waiting.isEmpty() && later.isEmpty()) {
            return;
        }
        if (!mayWrite()) {
            // Whoever writes now, or fails to, takes along what waits.
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

    /** Whether it can be added to is found out with an event that is worth adding: how long it could not. */
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

    /** Writes what waits, takes no more and ends. */
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
