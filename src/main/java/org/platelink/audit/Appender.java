package org.platelink.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
 * <p>It keeps a connection of its own: what waits for the trail never waits for a free one. What must be durable is written
 * by one thread; the rest by whichever request is answered first, and by the thread where none is.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long LOOK_AROUND_MILLIS = 200;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    private final Trail trail;
    private final DataSource database;
    private final TrailState state;
    private final @Nullable LastWord lastWord;
    private final int room;
    private final BlockingQueue<Handed> queue;
    private final Queue<Handed> waiting = new ConcurrentLinkedQueue<>();

    /** What could not be added, and nobody waits for. */
    private final Queue<Handed> later = new ConcurrentLinkedQueue<>();

    /** Held by who uses the connection. */
    private final Lock writing = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "audit-trail");
    private volatile boolean stopping;
    private @Nullable Connection connection;
    private volatile LastWord.Words words = LastWord.Words.NONE;

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
    Appender(Trail trail, DataSource database, TrailState state, @Nullable LastWord lastWord, int room) {
        this.trail = trail;
        this.database = database;
        this.state = state;
        this.lastWord = lastWord;
        this.room = room;
        this.queue = new ArrayBlockingQueue<>(room);
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands in an event, to be durable when the wait for it is over. */
    Written add(String event) {
        Handed handed = new Handed(event, null, true, false, new CompletableFuture<>());
        if (isShut() || !queue.offer(handed)) {
            handed.done.completeExceptionally(new TrailUnavailable(null));
        }
        return new Written(handed.done, null);
    }

    /**
     * Leaves an event to whoever adds next, at the latest to the one who waits for it: by then others have left theirs, and all
     * are added at once. It stands in the trail when the wait is over; a power cut in the moment after may still take it
     * away.
     */
    Written leave(String event) {
        return leave(new Handed(event, null, false, false, new CompletableFuture<>()));
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
        Handed handed = new Handed(event, null, false, true, new CompletableFuture<>());
        (state.canBeAddedTo() ? waiting : later).add(handed);
    }

    /** What was added last. */
    LastWord.Words words() {
        return words;
    }

    /** Takes what the trail holds for what was added last. */
    void forgetBefore(Link head) {
        writing.lock();
        try {
            words = new LastWord.Words(head, head);
        } finally {
            writing.unlock();
        }
    }

    /** While nothing can be added, nobody but the thread tries: each try may take as long as a connection takes to fail. */
    private boolean isShut() {
        return stopping || !state.canBeAddedTo();
    }

    /** Moves what was kept pending into the trail, on the thread that asks; it is durable already. */
    Written addPending(long id) {
        Written written = leave(new Handed(null, id, false, false, new CompletableFuture<>()));
        addWhatWaits();
        return written;
    }

    private Written leave(Handed handed) {
        if (isShut()) {
            handed.done.completeExceptionally(new TrailUnavailable(null));
        } else {
            waiting.add(handed);
        }
        return new Written(handed.done, this::addWhatWaits);
    }

    /** Who comes while another adds has his added by the next, together with all that wait. */
    private void addWhatWaits() {
        add(new ArrayList<>());
    }

    private void add(List<Handed> batch) {
        if (batch.isEmpty() && waiting.isEmpty()) {
            return;
        }
        writing.lock();
        try {
            for (Handed next = waiting.poll(); next != null; next = waiting.poll()) {
                batch.add(next);
            }
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    private void run() {
        List<Handed> batch = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            try {
                Handed first = queue.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS);
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
            disconnect();
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
                said(append(List.of(gap), List.of(), true), true);
                state.wasAddedTo();
                LOG.info("The audit trail can be written again.");
                waiting.addAll(later);
                later.clear();
            } catch (SQLException | RuntimeException still) {
                LOG.debug("The audit trail cannot be written yet.");
            } finally {
                writing.unlock();
            }
        });
    }

    /** Not before it is committed, so that nobody relies on what is not there. */
    private void said(Link head, boolean durable) {
        words = new LastWord.Words(head, durable ? head : words.durable());
        if (lastWord != null) {
            try {
                lastWord.say(words);
            } catch (IOException failure) {
                LOG.error("What was added last to the audit trail cannot be written down.");
                state.sealed(false);
            }
        }
    }

    private void write(List<Handed> batch) {
        if (!state.canBeAddedTo()) {
            putOff(batch, null);
            return;
        }
        List<String> events = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        boolean durable = batch.stream().anyMatch(Handed::durable);
        for (Handed handed : batch) {
            if (handed.event != null) {
                events.add(handed.event);
            }
            if (handed.pending != null) {
                pending.add(handed.pending);
            }
        }
        try {
            said(append(events, pending, durable), durable);
            batch.forEach(handed -> handed.done.complete(null));
        } catch (SQLException | RuntimeException failure) {
            state.cannotBeAddedTo();
            LOG.error(
                    "The audit trail cannot be written: {} {}",
                    failure.getClass().getName(),
                    failure instanceof SQLException sql ? sql.getSQLState() : "");
            putOff(batch, failure);
        }
    }

    private void putOff(List<Handed> batch, @Nullable Throwable failure) {
        for (Handed handed : batch) {
            if (handed.certain) {
                later.add(handed);
            } else {
                handed.done.completeExceptionally(new TrailUnavailable(failure));
            }
        }
    }

    /** A connection that was good before may have died since; a new one decides. */
    private Link append(List<String> events, List<Long> pending, boolean durable) throws SQLException {
        boolean fresh = connection == null;
        try {
            return trail.append(connected(), events, pending, durable);
        } catch (SQLException failure) {
            disconnect();
            if (fresh) {
                throw failure;
            }
            return trail.append(connected(), events, pending, durable);
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection == null ? database.getConnection() : connection;
        connection = open;
        return open;
    }

    private void disconnect() {
        try (Connection old = connection) {
            connection = null;
        } catch (SQLException alreadyBroken) {
            LOG.debug("The audit trail's connection was broken already.");
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

    /** One of the two, whether it is kept where it cannot be added now, and who waits for it. */
    private record Handed(
            @Nullable String event,
            @Nullable Long pending,
            boolean durable,
            boolean certain,
            CompletableFuture<Void> done) {}
}
