package org.platelink.security.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * Counts requests without a known client instead of recording one event for each. It counts successful reads of
 * public data that name no patient, and all requests beyond {@link AnonymousLimit}. Once a minute it adds one event
 * for each route and status, with the client addresses.
 */
final class AnonymousCounts {

    private static final int MOST_ROUTES = 200;
    private static final int MOST_ADDRESSES = 20;
    private static final String OTHERS = "others";

    private final Appender appender;
    private final TrailState state;
    private final Clock clock;
    private Map<CounterKey, Map<String, Long>> counts = new LinkedHashMap<>();
    private Instant since;

    AnonymousCounts(Appender appender, TrailState state, Clock clock) {
        this.appender = appender;
        this.state = state;
        this.clock = clock;
        this.since = now();
    }

    /** The key of a counter. */
    private record CounterKey(String route, int status) {}

    /**
     * Counts a request.
     *
     * @param route one of a small set of route names; never text from the request
     * @param status the HTTP status of the answer
     * @param address the client's address; null if it is not known
     */
    synchronized void add(String route, int status, @Nullable String address) {
        CounterKey counted = new CounterKey(route, status);
        if (counts.size() >= MOST_ROUTES && !counts.containsKey(counted)) {
            counted = new CounterKey(OTHERS, status);
        }
        Map<String, Long> addresses = counts.computeIfAbsent(counted, none -> new LinkedHashMap<>());
        String from = String.valueOf(address);
        boolean isNamed = addresses.containsKey(from) || addresses.size() < MOST_ADDRESSES;
        addresses.merge(isNamed ? from : OTHERS, 1L, Long::sum);
    }

    /**
     * Adds the events for what was counted since the last flush. While the trail cannot be written it goes on
     * counting.
     */
    void flush() {
        if (!state.canBeAddedTo()) {
            return;
        }
        Map<CounterKey, Map<String, Long>> done;
        Instant from;
        Instant to = now();
        synchronized (this) {
            done = counts;
            from = since;
            counts = new LinkedHashMap<>();
            since = to;
        }
        done.forEach(
                (counted, addresses) -> appender.leaveForCertain(EventText.of(event(counted, addresses, from, to))));
    }

    private Event event(CounterKey counted, Map<String, Long> addresses, Instant from, Instant to) {
        long all = addresses.values().stream().mapToLong(Long::longValue).sum();
        Outcome outcome = Outcome.ofStatus(counted.status);
        return new Event(
                to,
                outcome == Outcome.REFUSED ? AuditCoding.SECURITY_ALERT : AuditCoding.REST,
                null,
                outcome == Outcome.SUCCESS ? Action.READ : Action.EXECUTE,
                outcome,
                all + " requests without a known client were answered with HTTP status " + counted.status + " from "
                        + from + " to " + to + "; by address: "
                        + addresses.entrySet().stream()
                                .map(address -> address.getKey() + " " + address.getValue())
                                .collect(Collectors.joining(", "))
                        + ".",
                new Origin(Caller.PUBLIC, null, null, null, null),
                List.of(Entity.named(counted.route)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
