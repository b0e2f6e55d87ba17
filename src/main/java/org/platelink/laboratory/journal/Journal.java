package org.platelink.laboratory.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The journal of messages: stores each with its status, and is the queue from which they are applied.
 *
 * <p>What a method has written is durable when its transaction is committed, or when it returns, if there is no
 * transaction.
 */
public class Journal {

    private final JdbcClient database;
    private final JournalKeys keys;
    private final Findings findings;
    private final Arrivals arrivals;
    private final TransactionOperations transaction;

    Journal(JdbcClient database, JournalKeys keys, TransactionOperations transaction) {
        this.database = database;
        this.keys = keys;
        this.findings = new Findings(database);
        this.arrivals = new Arrivals(database, keys, findings);
        this.transaction = transaction;
    }

    /**
     * Stores a message, unless its sender has used its control id for another accepted message. A message that was
     * accepted before is stored as a duplicate: an identical one always, one that was only sent and numbered anew
     * within the window. A correction that is repeated after another state of its order is parked
     * ({@link Receipt.RepeatedCorrection}). Rejected messages do not count as earlier ones.
     *
     * @param status the status decided so far
     * @param found why it is not applied; empty if it may be
     * @param window how long an accepted message holds its control id, and how long a message with the same statement
     *     is its duplicate
     */
    public Receipt keep(IncomingMessage message, MessageStatus status, List<Finding> found, Duration window) {
        return transaction.execute(current -> arrivals.add(message, status, found, window));
    }

    /** Stores a message without a control id. */
    public void keep(IncomingMessage message, MessageStatus status, List<Finding> found) {
        transaction.executeWithoutResult(current -> arrivals.add(null, message, status, found));
    }

    /** Stores the acknowledgement of a message as it was sent, encrypted. */
    public void answered(UUID id, byte[] answer) {
        database.sql("update journal.message set acknowledgement = ? where id = ?")
                .params(keys.sealed(id, answer), id)
                .update();
    }

    /**
     * Draws the next sequence number for a message that is stored together with its final status in the current
     * transaction.
     */
    public long arrive() {
        return database.sql("select nextval(pg_get_serial_sequence('journal.message', 'arrival'))")
                .query(Long.class)
                .single();
    }

    /**
     * Stores a message without a control id together with its final status. Must be called in a transaction.
     *
     * @param arrival the sequence number from {@link #arrive}
     */
    public void keepDecided(long arrival, IncomingMessage message, MessageStatus status, List<Finding> found) {
        arrivals.add(arrival, message, status, found);
    }

    /**
     * Claims the next due message for the current transaction ({@code for update skip locked}): no other can claim it
     * meanwhile. Its content is still encrypted, so that a message that cannot be decrypted can be told from the rest
     * and does not hold them up.
     */
    public Optional<SealedMessage> claim() {
        return database.sql(
                        """
                        select arrival, id, site, client, door, received_at, content, charset, attempts from journal.message
                        where fate = 'received' and due <= now() order by arrival limit 1 for update skip locked
                        """)
                .query((row, number) -> sealed(row))
                .optional();
    }

    private static SealedMessage sealed(ResultSet row) throws SQLException {
        return new SealedMessage(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                Channel.of(row.getString(5)),
                instant(row, 6),
                row.getBytes(7),
                row.getString(8),
                row.getInt(9));
    }

    /**
     * Decrypts a claimed message.
     *
     * @throws IllegalStateException if its content was changed since it was stored
     */
    public QueuedMessage opened(SealedMessage message) {
        return message.opened(keys.opened(message.id(), message.content()));
    }

    /**
     * Writes the status and findings of a message, if it is still waiting (compare-and-set).
     *
     * @return false if another worker has decided it already, and nothing was written
     */
    public boolean decide(long arrival, MessageStatus status, List<Finding> found) {
        return Boolean.TRUE.equals(transaction.execute(current -> {
            int decided = database.sql("update journal.message set fate = ?, decided_at = now()"
                            + " where arrival = ? and fate = 'received'")
                    .params(status.code(), arrival)
                    .update();
            if (decided == 1) {
                findings.keep(arrival, found);
            }
            return decided == 1;
        }));
    }

    /**
     * Writes the numbers of a message's results that are not stored, in the current transaction.
     *
     * @param leftOut how many do not belong to the study
     * @param held how many are held back while the others are stored
     */
    public void count(long arrival, int leftOut, int held) {
        database.sql(
                        "update journal.message set left_out = ?, held = ? where arrival = ? and (left_out, held) <> (?, ?)")
                .params(leftOut, held, arrival, leftOut, held)
                .update();
    }

    /** Postpones a message on which the server failed, and counts the attempt. */
    public void putOff(long arrival, Duration by) {
        database.sql(
                        """
                        update journal.message
                        set attempts = attempts + 1, due = now() + make_interval(secs => ?)
                        where arrival = ? and fate = 'received'
                        """)
                .params((double) by.toMillis() / 1000, arrival)
                .update();
    }

    /**
     * Queues a site's parked and partially applied messages again that have a finding with one of the reasons;
     * returns how many.
     */
    public int retry(String site, Collection<Reason> reasons) {
        return database.sql(
                        """
                        update journal.message m
                        set fate = 'received', decided_at = now(), attempts = 0, due = now()
                        where m.site = ? and m.fate in ('parked', 'partial') and exists (
                            select from journal.finding f where f.message = m.arrival and f.reason = any (?::text[]))
                        """)
                .params(site, reasons.stream().map(Reason::code).toArray(String[]::new))
                .update();
    }

    /**
     * Queues a site's parked and partially applied messages again that have a finding with one of the keys and one of
     * the reasons; returns how many.
     */
    public int retry(String site, Collection<Reason> reasons, Collection<String> keys) {
        return database.sql(
                        """
                        update journal.message m
                        set fate = 'received', decided_at = now(), attempts = 0, due = now()
                        where m.site = ? and m.fate in ('parked', 'partial') and m.arrival in (
                            select f.message from journal.finding f
                            where f.key = any (?::text[]) and f.reason = any (?::text[]))
                        """)
                .params(
                        site,
                        keys.toArray(String[]::new),
                        reasons.stream().map(Reason::code).toArray(String[]::new))
                .update();
    }

    /** Queues a parked or partially applied message of a site again; returns false if the site has no such message. */
    public boolean retry(String site, UUID id) {
        return database.sql(
                                """
                                update journal.message
                                set fate = 'received', decided_at = now(), attempts = 0, due = now()
                                where site = ? and id = ? and fate in ('parked', 'partial')
                                """)
                        .params(site, id)
                        .update()
                == 1;
    }

    /** The number of messages that wait to be applied. */
    public int waiting() {
        return database.sql("select count(*) from journal.message where fate = 'received'")
                .query(Integer.class)
                .single();
    }

    /** When the oldest message that waits to be applied was received. */
    public Optional<Instant> waitingSince() {
        return database.sql("select received_at from journal.message where fate = 'received' order by arrival limit 1")
                .query((row, number) -> instant(row, 1))
                .optional();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
