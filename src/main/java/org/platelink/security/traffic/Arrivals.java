package org.platelink.security.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The connections that are open: how many an address has, and since when each has owed the rest of a request's header.
 *
 * @param <C> a connection
 */
final class Arrivals<C> {

    /** No header is looked at for so long: a request was answered meanwhile, and what has begun is the next one. */
    private static final long ANSWERED = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final int anAddress;
    private final long headerNanos;
    private final Predicate<InetAddress> unlimited;
    private final LongSupplier clock;
    private final Map<C, Arrival> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    Arrivals(int most, int anAddress, Duration headerTime, Predicate<InetAddress> unlimited, LongSupplier clock) {
        this.most = most;
        this.anAddress = anAddress;
        this.headerNanos = headerTime.toNanos();
        this.unlimited = unlimited;
        this.clock = clock;
    }

    /** Lets a new connection in; false if its address has as many as it may have. */
    boolean admit(C connection, InetAddress from) {
        String address = AddressKey.of(from);
        boolean isFree = unlimited.test(from);
        int now = counts.merge(address, 1, Integer::sum);
        if (now > anAddress && !isFree) {
            leave(address);
            return false;
        }
        open.put(connection, new Arrival(address, isFree, clock.getAsLong()));
        return true;
    }

    /** A connection that has to give way to a new one, if there are too many: of the address that has most, the oldest that waits. */
    Optional<C> surplus() {
        if (open.size() <= most) {
            return Optional.empty();
        }
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().waits() && !entry.getValue().isFree)
                .max(Comparator.<Map.Entry<C, Arrival>>comparingInt(
                                entry -> counts.getOrDefault(entry.getValue().address, 0))
                        .thenComparing(entry -> -entry.getValue().since()))
                .map(Map.Entry::getKey);
    }

    /** Bytes have come, and are being looked at or worked on. */
    void begin(C connection) {
        Arrival arrival = open.get(connection);
        if (arrival != null) {
            arrival.begin(clock.getAsLong());
        }
    }

    /** What has come is answered, and nothing else has begun. */
    void answered(C connection) {
        Arrival arrival = open.get(connection);
        if (arrival != null) {
            arrival.answered();
        }
    }

    /** What has come is not all. */
    void pause(C connection) {
        Arrival arrival = open.get(connection);
        if (arrival != null) {
            arrival.pause(clock.getAsLong());
        }
    }

    void leave(C connection) {
        Arrival arrival = open.remove(connection);
        if (arrival != null) {
            leave(arrival.address);
        }
    }

    private void leave(String address) {
        counts.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }

    /** Those that have owed the rest of a header for too long. */
    List<C> overdue() {
        long now = clock.getAsLong();
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().isOverdue(now, headerNanos))
                .map(Map.Entry::getKey)
                .toList();
    }

    int size() {
        return open.size();
    }

    /**
     * What is known of a connection. A new one owes its first header, and of TLS its handshake. It is seen from another thread
     * as it was before or after each change, never between: a request that begins right then would be cut as if it had owed its
     * header since the one before.
     */
    private static final class Arrival {

        private final String address;
        private final boolean isFree;
        private boolean owes = true;
        private boolean concurrencyLimiter;
        private long since;
        private long begun;

        Arrival(String address, boolean isFree, long now) {
            this.address = address;
            this.isFree = isFree;
            this.since = now;
            this.begun = now;
        }

        synchronized void begin(long now) {
            begun = now;
            if (!owes) {
                owes = true;
                since = now;
            }
            concurrencyLimiter = true;
        }

        synchronized void answered() {
            owes = false;
            concurrencyLimiter = false;
        }

        synchronized void pause(long now) {
            if (now - begun > ANSWERED) {
                since = now;
            }
            concurrencyLimiter = false;
        }

        synchronized boolean isOverdue(long now, long headerNanos) {
            return owes && !concurrencyLimiter && now - since > headerNanos;
        }

        synchronized boolean waits() {
            return !concurrencyLimiter;
        }

        synchronized long since() {
            return since;
        }
    }
}
