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
 * Keeps messages and what became of them. What a method has kept is durable when the transaction that it runs in is
 * committed, or when it returns, if there is none.
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
     * Keeps a message, unless it was accepted before, or its sender has accepted ones of that number. The same again is noted
     * as a duplicate: the very same, or, for a while, one that was only sent and numbered anew. What was refused is no
     * predecessor.
     *
     * @param fate what is decided of it by now
     * @param found why it is not applied; empty if it may be
     * @param window how long an accepted message holds its number, and makes duplicates of what says the same
     */
    public Receipt keep(IncomingMessage message, MessageStatus fate, List<Finding> found, Duration window) {
        return transaction.execute(status -> arrivals.add(message, fate, found, window));
    }

    /** Keeps a message that nobody has numbered. */
    public void keep(IncomingMessage message, MessageStatus fate, List<Finding> found) {
        transaction.executeWithoutResult(status -> arrivals.add(null, message, fate, found));
    }

    /** Keeps what was answered to a message, as it went to its sender. */
    public void answered(UUID id, byte[] answer) {
        database.sql("update journal.message set acknowledgement = ? where id = ?")
                .params(keys.sealed(id, answer), id)
                .update();
    }

    /** Takes the place in the order of arrival of a message that is kept with its fate, in the transaction that runs. */
    public long arrive() {
        return database.sql("select nextval(pg_get_serial_sequence('journal.message', 'arrival'))")
                .query(Long.class)
                .single();
    }

    /**
     * Keeps a message that nobody has numbered, together with what became of it. To be called in a transaction.
     *
     * @param arrival as {@link #arrive} has given it
     */
    public void keepDecided(long arrival, IncomingMessage message, MessageStatus fate, List<Finding> found) {
        arrivals.add(arrival, message, fate, found);
    }

    /**
     * Claims the message whose turn it is, for the transaction that runs: no other can claim it meanwhile. What came is
     * still sealed, so that one that cannot be opened can be told from the rest and does not hold them up.
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
                row.getString(5),
                instant(row, 6),
                row.getBytes(7),
                row.getString(8),
                row.getInt(9));
    }

    /**
     * A claimed message with what came.
     *
     * @throws IllegalStateException if it was changed since
     */
    public Waiting opened(SealedMessage message) {
        return message.opened(keys.opened(message.id(), message.content()));
    }

    /**
     * Writes down what became of a message whose turn it was.
     *
     * @return false if somebody else has, and nothing was written
     */
    public boolean decide(long arrival, MessageStatus fate, List<Finding> found) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int decided = database.sql("update journal.message set fate = ?, decided_at = now()"
                            + " where arrival = ? and fate = 'received'")
                    .params(fate.code(), arrival)
                    .update();
            if (decided == 1) {
                findings.keep(arrival, found);
            }
            return decided == 1;
        }));
    }

    /**
     * Writes down what became of the results of a message that are not stored, in the transaction that runs.
     *
     * @param leftOut how many are none of the study's
     * @param held how many wait by themselves
     */
    public void count(long arrival, int leftOut, int held) {
        database.sql(
                        "update journal.message set left_out = ?, held = ? where arrival = ? and (left_out, held) <> (?, ?)")
                .params(leftOut, held, arrival, leftOut, held)
                .update();
    }

    /** Puts a message off, on which the server failed. */
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

    /** Lets those messages of a site have another turn that wait, as a whole or in part, for one of some reasons. */
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

    /** Lets those messages of a site have another turn that wait for one of some things, for one of some reasons. */
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

    /** Lets a message of a site have another turn that waits, as a whole or in part. */
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

    /** How many wait for their turn. */
    public int waiting() {
        return database.sql("select count(*) from journal.message where fate = 'received'")
                .query(Integer.class)
                .single();
    }

    /** When the first of those that wait for their turn came. */
    public Optional<Instant> waitingSince() {
        return database.sql("select received_at from journal.message where fate = 'received' order by arrival limit 1")
                .query((row, number) -> instant(row, 1))
                .optional();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
