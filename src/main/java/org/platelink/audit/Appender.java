package org.platelink.audit;

import java.sql.Connection;
import java.sql.SQLException;
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

    /** Tells the thread to look for what was left. */
    private static final Handed LOOK = new Handed(null, null, false, CompletableFuture.completedFuture(null));

    private final Trail trail;
    private final DataSource database;
    private final BlockingQueue<Handed> queue;
    private final Queue<Handed> waiting = new ConcurrentLinkedQueue<>();

    /** Held by who uses the connection. */
    private final Lock writing = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "audit-trail");
    private volatile boolean stopping;
    private @Nullable Connection connection;

    /**
     * An appender at work.
     *
     * @param room how many events may wait; more are refused
     */
    Appender(Trail trail, DataSource database, int room) {
        this.trail = trail;
        this.database = database;
        this.queue = new ArrayBlockingQueue<>(room);
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands in an event, to be durable when the wait for it is over. */
    Written add(String event) {
        Handed handed = new Handed(event, null, true, new CompletableFuture<>());
        if (stopping || !queue.offer(handed)) {
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
        return leave(new Handed(event, null, false, new CompletableFuture<>()));
    }

    /** As {@link #leave}, but the thread is told, so that it can add the event while the request is at work. */
    Written addMeanwhile(String event) {
        Written written = leave(event);
        queue.offer(LOOK);
        return written;
    }

    /** Moves what was kept pending into the trail, on the thread that asks; it is durable already. */
    Written addPending(long id) {
        Written written = leave(new Handed(null, id, false, new CompletableFuture<>()));
        addWhatWaits();
        return written;
    }

    private Written leave(Handed handed) {
        if (stopping) {
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
                    batch.removeIf(handed -> handed == LOOK);
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

    private void write(List<Handed> batch) {
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
            append(events, pending, durable);
            batch.forEach(handed -> handed.done.complete(null));
        } catch (SQLException | RuntimeException failure) {
            LOG.error(
                    "The audit trail cannot be written: {} {}",
                    failure.getClass().getName(),
                    failure instanceof SQLException sql ? sql.getSQLState() : "");
            batch.forEach(handed -> handed.done.completeExceptionally(new TrailUnavailable(failure)));
        }
    }

    /** A connection that was good before may have died since; a new one decides. */
    private void append(List<String> events, List<Long> pending, boolean durable) throws SQLException {
        boolean fresh = connection == null;
        try {
            trail.append(connected(), events, pending, durable);
        } catch (SQLException failure) {
            disconnect();
            if (fresh) {
                throw failure;
            }
            trail.append(connected(), events, pending, durable);
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

    /** One of the two, and who waits for it. */
    private record Handed(
            @Nullable String event, @Nullable Long pending, boolean durable, CompletableFuture<Void> done) {}
}
