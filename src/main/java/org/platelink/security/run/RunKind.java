package org.platelink.security.run;

import java.util.HashMap;
import java.util.Map;

/** Counts the runs of one kind by client. Not thread-safe: only {@link Runs} uses it, synchronized on it. */
public final class RunKind {

    private final Map<String, Integer> clients = new HashMap<>();

    int all() {
        return clients.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(String client) {
        return clients.getOrDefault(client, 0);
    }

    void add(String client) {
        clients.merge(client, 1, Integer::sum);
    }

    void remove(String client) {
        clients.computeIfPresent(client, (name, count) -> count > 1 ? count - 1 : null);
    }
}
