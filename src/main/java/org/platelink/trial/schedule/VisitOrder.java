package org.platelink.trial.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The order in which the visits of a protocol follow one another, by their dependencies. Not thread-safe. */
final class VisitOrder {

    private final Map<String, Set<String>> directlyBefore = new HashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();

    VisitOrder(Protocol protocol) {
        protocol.visits().forEach(visit -> visit.anchors().forEach(anchor -> {
            boolean after = anchor.side() == Anchor.Side.AFTER;
            directlyBefore
                    .computeIfAbsent(after ? visit.action() : anchor.action(), first -> new HashSet<>())
                    .add(after ? anchor.action() : visit.action());
        }));
    }

    /** Whether a visit is to take place before another, which depends on it directly or through others. */
    boolean isBefore(String one, String other) {
        Set<String> earlier = before.get(other);
        if (earlier == null) {
            earlier = new HashSet<>();
            collect(other, earlier);
            before.put(other, earlier);
        }
        return earlier.contains(one);
    }

    /** Whether one of two visits is to take place before the other, or they are the same. */
    boolean isChained(String one, String other) {
        return one.equals(other) || isBefore(one, other) || isBefore(other, one);
    }

    private void collect(String action, Set<String> found) {
        for (String earlier : Objects.requireNonNull(directlyBefore.getOrDefault(action, Set.of()))) {
            if (found.add(earlier)) {
                collect(earlier, found);
            }
        }
    }
}
