package org.platelink.laboratory.mllp;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections whose TLS handshake is under way, so many at most. Before it nobody knows who is who; so where there are
 * too many, the one that has waited longest gives way, of the address that has most of them.
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
