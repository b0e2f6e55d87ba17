package org.platelink.laboratory.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts messages into the journal and detects duplicates. All methods must be called in a transaction. */
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

    /** Inserts a message, unless an earlier one prevents it; see {@link Journal#keep}. */
    Receipt add(IncomingMessage message, MessageStatus status, List<Finding> found, Duration window) {
        Predecessors.Keys compared = Predecessors.Keys.of(keys, message);
        if (compared != null) {
            predecessors.hold(compared);
            Predecessors.Predecessor before = predecessors.of(compared, window).orElse(null);
            if (before != null
                    && before.same()
                    && status != MessageStatus.REJECTED
                    && goesBack(message, before, compared)) {
                List<Finding> all =
                        Stream.concat(found.stream(), Stream.of(WENT_BACK)).toList();
                return new Receipt.RepeatedCorrection(add(null, message, MessageStatus.PARKED, all), WENT_BACK);
            }
            if (before != null && before.same()) {
                return duplicate(message, before);
            }
            if (before != null && status != MessageStatus.REJECTED) {
                return new Receipt.ControlIdTaken(before.id());
            }
        }
        return new Receipt.NewMessage(add(null, message, status, found));
    }

    /**
     * Inserts a message without looking for earlier ones.
     *
     * @param arrival its sequence number, if it has one already; null to be given one
     * @return the sequence number
     */
    long add(@Nullable Long arrival, IncomingMessage message, MessageStatus status, List<Finding> found) {
        long added = insert(arrival, message, status);
        findings.add(added, found);
        return added;
    }

    private boolean goesBack(IncomingMessage message, Predecessors.Predecessor before, Predecessors.Keys compared) {
        return !before.exactly()
                && message.statement() != null
                && message.statement().corrects()
                && predecessors.hasOtherState(before, compared, message);
    }

    private long insert(@Nullable Long arrival, IncomingMessage message, MessageStatus status) {
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
                        message.channel().code(),
                        keys.controlOf(message),
                        keys.contentOf(message),
                        keys.statementOf(message),
                        keys.ordersOf(message),
                        keys.sealed(message.id(), message.content()),
                        message.charset(),
                        message.results(),
                        status.code()))
                .query(Long.class)
                .single();
    }

    /**
     * Inserts a duplicate. If it was only sent or numbered anew, its content is kept too; if it is identical, only
     * the reference to the first one.
     */
    private Receipt duplicate(IncomingMessage message, Predecessors.Predecessor first) {
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
                        message.channel().code(),
                        keys.contentOf(message),
                        first.exactly() ? null : keys.sealed(message.id(), message.content()),
                        message.charset(),
                        first.id(),
                        message.results()))
                .update();
        return new Receipt.Duplicate(
                first.id(),
                first.status(),
                findings.of(List.of(first.arrival())).getOrDefault(first.arrival(), List.of()));
    }
}
