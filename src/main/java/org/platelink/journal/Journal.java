package org.platelink.journal;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps messages and what became of them. What a method has kept is durable when the transaction that it runs in is
 * committed, or when it returns, if there is none.
 */
public class Journal {

    /** Of what its sender has not numbered, as FHIR requests are not: none can be answered as one before. */
    public static final byte[] NO_ANSWER = {};

    private final JdbcClient database;
    private final JournalKeys keys;
    private final Findings findings;
    private final TransactionOperations transaction;

    Journal(JdbcClient database, JournalKeys keys, TransactionOperations transaction) {
        this.database = database;
        this.keys = keys;
        this.findings = new Findings(database);
        this.transaction = transaction;
    }

    /**
     * Keeps a message, unless its sender has sent one of that number before. The very same again is noted as a duplicate.
     *
     * @param fate what is decided of it by now
     * @param found why it is not applied; empty if it may be
     * @param answer what its sender is answered, now and when it sends the same again
     */
    public Receipt keep(Incoming message, Fate fate, List<Finding> found, byte[] answer) {
        return transaction.execute(status -> {
            Optional<Long> arrival = insert(null, message, fate, answer);
            if (arrival.isEmpty()) {
                return known(message);
            }
            findings.add(arrival.get(), found);
            return new Receipt.Kept(arrival.get());
        });
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
    public void keepDecided(long arrival, Incoming message, Fate fate, List<Finding> found) {
        insert(arrival, message, fate, NO_ANSWER);
        findings.add(arrival, found);
    }

    private Optional<Long> insert(@Nullable Long arrival, Incoming message, Fate fate, byte[] answer) {
        return database.sql(
                        """
                        insert into journal.message
                            (arrival, id, site, client, door, control, fingerprint, content, charset, answer, results, fate)
                        overriding system value
                        values (coalesce(?::bigint, nextval(pg_get_serial_sequence('journal.message', 'arrival'))),
                            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (control) where control is not null do nothing returning arrival
                        """)
                .params(
                        arrival,
                        message.id(),
                        message.site(),
                        message.client(),
                        message.door(),
                        keys.controlOf(message),
                        keys.contentOf(message),
                        keys.sealed(message.id(), message.content()),
                        message.charset(),
                        answer,
                        message.results(),
                        fate.code())
                .query(Long.class)
                .optional();
    }

    private Receipt known(Incoming message) {
        record First(UUID id, byte[] fingerprint, byte[] answer) {}
        First first = database.sql("select id, fingerprint, answer from journal.message where control = ?")
                .param(keys.controlOf(message))
                .query((row, number) -> new First(row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3)))
                .single();
        byte[] fingerprint = keys.contentOf(message);
        if (!MessageDigest.isEqual(first.fingerprint(), fingerprint)) {
            return new Receipt.NumberTaken(first.id());
        }
        database.sql(
                        """
                        insert into journal.message (id, site, client, door, fingerprint, first, results, fate)
                        values (?, ?, ?, ?, ?, ?, ?, 'duplicate')
                        """)
                .params(
                        message.id(),
                        message.site(),
                        message.client(),
                        message.door(),
                        fingerprint,
                        first.id(),
                        message.results())
                .update();
        return new Receipt.Same(first.id(), first.answer());
    }

    /**
     * Claims the message whose turn it is, for the transaction that runs: no other can claim it meanwhile. What came is
     * still sealed, so that one that cannot be opened can be told from the rest and does not hold them up.
     */
    public Optional<Sealed> claim() {
        return database.sql(
                        """
                        select arrival, id, site, client, door, received_at, content, charset, attempts from journal.message
                        where fate = 'received' and due <= now() order by arrival limit 1 for update skip locked
                        """)
                .query((row, number) -> sealed(row))
                .optional();
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(
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
    public Waiting opened(Sealed message) {
        return message.opened(keys.opened(message.id(), message.content()));
    }

    /**
     * Writes down what became of a message whose turn it was.
     *
     * @return false if somebody else has, and nothing was written
     */
    public boolean decide(long arrival, Fate fate, List<Finding> found) {
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
