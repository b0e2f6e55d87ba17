package org.platelink.laboratory.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds earlier accepted messages with the same control id or the same statement (duplicate detection).
 *
 * <p>Rejected messages do not count: the sender corrects such a message and sends it again under the same control id.
 */
final class Predecessors {

    /**
     * An identical message is a duplicate however late it comes; control ids and statements are held only for the
     * window.
     */
    private static final String ACCEPTED =
            """
            select arrival, id, fate, control, fingerprint, alike from journal.message
            where %s and fate not in ('rejected', 'duplicate')
            """;

    private static final String LATELY = "received_at > now() - make_interval(secs => ?)";

    private final JdbcClient database;

    Predecessors(JdbcClient database) {
        this.database = database;
    }

    /**
     * An accepted message.
     *
     * @param same whether it has the same statement, so that the other is its duplicate
     * @param exactly whether it is identical, byte for byte but for empty fields
     */
    record Predecessor(long arrival, UUID id, MessageStatus status, boolean same, boolean exactly) {}

    /**
     * Takes advisory locks on the control id and the statement, so that no other message with either is stored until
     * the transaction ends.
     */
    void hold(Keys keys) {
        database.sql("select pg_advisory_xact_lock(least(n, s)), pg_advisory_xact_lock(greatest(n, s))"
                        + " from (values (?::bigint, ?::bigint)) as held (n, s)")
                .params(number(keys.control()), number(keys.statement()))
                .query((row, number) -> 1)
                .single();
    }

    /**
     * The earlier message that decides: an identical one first, then one with the same statement, then one with the
     * same control id.
     *
     * @param window how long an accepted message holds its control id and its statement
     */
    Optional<Predecessor> of(Keys keys, Duration window) {
        double seconds = (double) window.toMillis() / 1000;
        List<Predecessor> found = database.sql(ACCEPTED.formatted("control = ? and (fingerprint = ? or " + LATELY + ")")
                        + " union all "
                        + ACCEPTED.formatted("alike = ? and " + LATELY)
                        + " order by arrival desc limit 100")
                .params(Arrays.asList(keys.control(), keys.content(), seconds, keys.statement(), seconds))
                .query((row, number) -> accepted(row, keys))
                .list();
        return found.stream()
                .filter(Predecessor::exactly)
                .findFirst()
                .or(() -> found.stream().filter(Predecessor::same).findFirst())
                .or(() -> found.stream().findFirst());
    }

    /**
     * Whether another state of one of the message's orders was accepted after the earlier message with the same
     * statement. The message may then be a repetition, or the laboratory may have gone back to that state.
     */
    boolean hasOtherState(Predecessor before, Keys keys, IncomingMessage message) {
        return database.sql(
                        """
                        select exists (select from journal.message
                            where site = ? and fate not in ('rejected', 'duplicate')
                            and arrival > ? and alike <> ? and orders && ?::bigint[])
                        """)
                .params(message.site(), before.arrival(), keys.statement(), keys.orders())
                .query(Boolean.class)
                .single();
    }

    private static Predecessor accepted(ResultSet row, Keys keys) throws SQLException {
        boolean exactly = MessageDigest.isEqual(row.getBytes(5), keys.content())
                && MessageDigest.isEqual(row.getBytes(4), keys.control());
        return new Predecessor(
                row.getLong(1),
                row.getObject(2, UUID.class),
                MessageStatus.of(row.getString(3)).orElseThrow(),
                exactly || MessageDigest.isEqual(row.getBytes(6), keys.statement()),
                exactly);
    }

    private static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /**
     * The blind indexes by which a message is compared with others.
     *
     * @param control of its control id
     * @param content of all of it
     * @param statement of its statement
     * @param orders of the orders that it is about
     */
    record Keys(byte[] control, byte[] content, byte[] statement, Long[] orders) {

        /** The blind indexes of a message; null if nobody numbered it. */
        static @Nullable Keys of(JournalKeys keys, IncomingMessage message) {
            byte[] control = keys.controlOf(message);
            byte[] statement = keys.statementOf(message);
            Long[] orders = keys.ordersOf(message);
            return control == null || statement == null || orders == null
                    ? null
                    : new Keys(control, keys.contentOf(message), statement, orders);
        }
    }
}
