package org.platelink.security.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Semaphore with a bounded waiting queue and a fair share for each client. The first in the queue gets the next free
 * place, unless its client already has its share; then the next one in the queue does. Thread-safe.
 */
final class FairQueue {

    private final int places;
    private final int room;
    private final long waitMillis;
    private final Map<String, Integer> atWork = new HashMap<>();
    private final Deque<Waiter> line = new ArrayDeque<>();
    private int taken;

    /**
     * @param places how many may be held at once
     * @param room how many may wait in the queue; a client has half of it
     * @param longestWait the longest time in the queue
     */
    FairQueue(int places, int room, Duration longestWait) {
        this.places = places;
        this.room = room;
        this.waitMillis = longestWait.toMillis();
    }

    /**
     * Takes a place, or waits for one if the queue has room.
     *
     * @param client the client that asks
     * @param share how many places the client may hold at once
     * @return the place, to be closed; empty if none became free in time, or the queue has no room
     */
    Optional<Place> enter(String client, int share) throws InterruptedException {
        Waiter waiter = new Waiter(client, share);
        synchronized (this) {
            if (isFree(waiter)) {
                take(waiter);
                return Optional.of(waiter.place);
            }
            long own =
                    line.stream().filter(other -> other.client.equals(client)).count();
            if (line.size() >= room || own >= Math.max(1, room / 2)) {
                return Optional.empty();
            }
            line.add(waiter);
        }
        try {
            waiter.turn.get(waitMillis, TimeUnit.MILLISECONDS);
            return Optional.of(waiter.place);
        } catch (TimeoutException | ExecutionException late) {
            return givenUp(waiter) ? Optional.empty() : Optional.of(waiter.place);
        } catch (InterruptedException stop) {
            if (!givenUp(waiter)) {
                waiter.place.close();
            }
            throw stop;
        }
    }

    /** Removes a waiter from the queue; false if it was given a place in the last moment. */
    private synchronized boolean givenUp(Waiter waiter) {
        return line.remove(waiter);
    }

    private boolean isFree(Waiter waiter) {
        return taken < places && atWork.getOrDefault(waiter.client, 0) < waiter.share;
    }

    private void take(Waiter waiter) {
        taken++;
        atWork.merge(waiter.client, 1, Integer::sum);
    }

    private synchronized void leave(String client) {
        taken--;
        atWork.computeIfPresent(client, (any, count) -> count == 1 ? null : count - 1);
        for (Iterator<Waiter> next = line.iterator(); next.hasNext() && taken < places; ) {
            Waiter waiter = next.next();
            if (isFree(waiter)) {
                next.remove();
                take(waiter);
                waiter.turn.complete(null);
            }
        }
    }

    synchronized int atWork() {
        return taken;
    }

    synchronized int waiting() {
        return line.size();
    }

    /** A place that is held until it is closed. Closing it twice has no effect. */
    final class Place implements AutoCloseable {

        private final String client;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(String client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                leave(client);
            }
        }
    }

    private final class Waiter {

        private final String client;
        private final int share;
        private final Place place;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();

        Waiter(String client, int share) {
            this.client = client;
            this.share = share;
            this.place = new Place(client);
        }
    }
}
