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
 * Table of the open connections: how many each address has, and since when each connection owes the rest of a
 * request's header. Thread-safe.
 *
 * @param <C> the type of a connection
 */
final class Arrivals<C> {

    /**
     * Parsing a header never takes this long. If more time has passed, a request was answered meanwhile, and the
     * incomplete header belongs to the next one.
     */
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

    /** Admits a new connection; false if its address has the most it may have. */
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

    /**
     * The connection to close if there are too many: of the address that has the most, the oldest one that is not
     * being processed.
     */
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

    /** Bytes have arrived on the connection and are being parsed or processed. */
    void begin(C connection) {
        Arrival arrival = open.get(connection);
        if (arrival != null) {
            arrival.begin(clock.getAsLong());
        }
    }

    /** All requests that have arrived are answered, and no further one has begun. */
    void answered(C connection) {
        Arrival arrival = open.get(connection);
        if (arrival != null) {
            arrival.answered();
        }
    }

    /** The header that has begun is incomplete. */
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

    /** The connections whose header has been incomplete for too long. */
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
     * The state of a connection. A new one owes its first header and, with TLS, its handshake. The methods are
     * synchronized so that another thread sees the state before or after a change, never between: otherwise a request
     * that begins at that moment would be cut off as if its header had been owed since the one before.
     */
    private static final class Arrival {

        private final String address;
        private final boolean isFree;
        private boolean owes = true;
        private boolean atWork;
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
            atWork = true;
        }

        synchronized void answered() {
            owes = false;
            atWork = false;
        }

        synchronized void pause(long now) {
            if (now - begun > ANSWERED) {
                since = now;
            }
            atWork = false;
        }

        synchronized boolean isOverdue(long now, long headerNanos) {
            return owes && !atWork && now - since > headerNanos;
        }

        synchronized boolean waits() {
            return !atWork;
        }

        synchronized long since() {
            return since;
        }
    }
}
