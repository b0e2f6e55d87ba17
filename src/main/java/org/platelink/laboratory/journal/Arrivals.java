package org.platelink.laboratory.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds messages to the journal, each once. All of it is to be called in a transaction. */
final class Arrivals {

    private static final Finding WENT_BACK = new Finding(
            Reason.CORRECTION_SENT_AGAIN,
            "MSH[1]-7",
            null,
            "The same correction came before, and another state of its order since. Let it wait if it was only sent again; if"
                    + " the laboratory went back to it, give it another turn with $retry.");

    private final JdbcClient database;
    private final JournalKeys keys;
    private final Findings findings;
    private final Predecessors predecessors;

    Arrivals(JdbcClient database, JournalKeys keys, Findings findings) {
        this.database = database;
        this.keys = keys;
        this.findings = findings;
        this.predecessors = new Predecessors(database);
    }

    /** Adds a message, unless one of before stands in its way; see {@link Journal#keep}. */
    Receipt add(IncomingMessage message, MessageStatus fate, List<Finding> found, Duration window) {
        Predecessors.Keys compared = Predecessors.Keys.of(keys, message);
        if (compared != null) {
            predecessors.hold(compared);
            Predecessors.Accepted before = predecessors.of(compared, window).orElse(null);
            if (before != null
                    && before.same()
                    && fate != MessageStatus.REJECTED
                    && goesBack(message, before, compared)) {
                List<Finding> all =
                        Stream.concat(found.stream(), Stream.of(WENT_BACK)).toList();
                return new Receipt.Doubtful(add(null, message, MessageStatus.PARKED, all), WENT_BACK);
            }
            if (before != null && before.same()) {
                return duplicate(message, before);
            }
            if (before != null && fate != MessageStatus.REJECTED) {
                return new Receipt.NumberTaken(before.id());
            }
        }
        return new Receipt.Kept(add(null, message, fate, found));
    }

    /**
     * Adds a message, whatever came before it.
     *
     * @param arrival its number in the order of arrival, if it has one; else it is given one
     * @return that number
     */
    long add(@Nullable Long arrival, IncomingMessage message, MessageStatus fate, List<Finding> found) {
        long added = insert(arrival, message, fate);
        findings.add(added, found);
        return added;
    }

    private boolean goesBack(IncomingMessage message, Predecessors.Accepted before, Predecessors.Keys compared) {
        return !before.exactly()
                && message.said() != null
                && message.said().corrects()
                && predecessors.hasOtherState(before, compared, message);
    }

    private long insert(@Nullable Long arrival, IncomingMessage message, MessageStatus fate) {
        return database.sql(
                        """
                        insert into journal.message
                            (arrival, id, site, client, door, control, fingerprint, alike, orders, content, charset, results,
                            fate)
                        overriding system value
                        values (coalesce(?::bigint, nextval(pg_get_serial_sequence('journal.message', 'arrival'))),
                            ?, ?, ?, ?, ?, ?, ?, ?::bigint[], ?, ?, ?, ?)
                        returning arrival
                        """)
                .params(Arrays.asList(
                        arrival,
                        message.id(),
                        message.site(),
                        message.client(),
                        message.door(),
                        keys.controlOf(message),
                        keys.contentOf(message),
                        keys.saidOf(message),
                        keys.ordersOf(message),
                        keys.sealed(message.id(), message.content()),
                        message.charset(),
                        message.results(),
                        fate.code()))
                .query(Long.class)
                .single();
    }

    /** Of one that was only sent or numbered anew, what came is kept too; of the very same, what came first. */
    private Receipt duplicate(IncomingMessage message, Predecessors.Accepted first) {
        database.sql(
                        """
                        insert into journal.message
                            (id, site, client, door, fingerprint, content, charset, first, results, fate)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'duplicate')
                        """)
                .params(Arrays.asList(
                        message.id(),
                        message.site(),
                        message.client(),
                        message.door(),
                        keys.contentOf(message),
                        first.exactly() ? null : keys.sealed(message.id(), message.content()),
                        message.charset(),
                        first.id(),
                        message.results()))
                .update();
        return new Receipt.Same(
                first.id(),
                first.fate(),
                findings.of(List.of(first.arrival())).getOrDefault(first.arrival(), List.of()));
    }
}
