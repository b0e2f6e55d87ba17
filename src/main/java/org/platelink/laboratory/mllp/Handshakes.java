package org.platelink.laboratory.mllp;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number of concurrent TLS handshakes.
 *
 * <p>Peers are not known before the handshake. So when there are too many, the oldest handshake is dropped, of the
 * address that has most of them. Thread-safe.
 */
final class Handshakes {

    private final int most;
    private final Map<String, Deque<Connection>> byAddress = new HashMap<>();
    private int count;

    Handshakes(int most) {
        this.most = most;
    }

    synchronized void add(Connection connection) {
        byAddress
                .computeIfAbsent(connection.address(), any -> new ArrayDeque<>())
                .add(connection);
        count++;
        if (count > most) {
            byAddress.values().stream()
                    .max(Comparator.comparingInt(Deque::size))
                    .ifPresent(queue -> {
                        Connection oldest = queue.element();
                        oldest.cut(CloseReason.HANDSHAKE);
                        remove(oldest);
                    });
        }
    }

    synchronized void remove(Connection connection) {
        byAddress.computeIfPresent(connection.address(), (any, queue) -> {
            if (queue.remove(connection)) {
                count--;
            }
            return queue.isEmpty() ? null : queue;
        });
    }
}
