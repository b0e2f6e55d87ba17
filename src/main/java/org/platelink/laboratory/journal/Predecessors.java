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
 * What was accepted before a message and has its number, or says the same. What was refused counts for nothing: its sender
 * mends it and sends it again, under the number that it had.
 */
final class Predecessors {

    /** The very same message is the same however late it comes; others hold their number, and their words, for a while. */
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
     * One that was accepted.
     *
     * @param same whether it says the same, so that the other is its duplicate
     * @param exactly whether it is the very same, byte for byte but for empty fields
     */
    record Accepted(long arrival, UUID id, MessageStatus fate, boolean same, boolean exactly) {}

    /** Lets no other of this number or of these words be kept until the transaction that runs has ended. */
    void hold(Keys keys) {
        database.sql("select pg_advisory_xact_lock(least(n, s)), pg_advisory_xact_lock(greatest(n, s))"
                        + " from (values (?::bigint, ?::bigint)) as held (n, s)")
                .params(number(keys.control()), number(keys.said()))
                .query((row, number) -> 1)
                .single();
    }

    /**
     * The one that stands in a message's way: one that says the same before one that has its number.
     *
     * @param window how long an accepted message holds its number
     */
    Optional<Accepted> of(Keys keys, Duration window) {
        double seconds = (double) window.toMillis() / 1000;
        List<Accepted> found = database.sql(ACCEPTED.formatted("control = ? and (fingerprint = ? or " + LATELY + ")")
                        + " union all "
                        + ACCEPTED.formatted("alike = ? and " + LATELY)
                        + " order by arrival desc limit 100")
                .params(Arrays.asList(keys.control(), keys.content(), seconds, keys.said(), seconds))
                .query((row, number) -> accepted(row, keys))
                .list();
        return found.stream()
                .filter(Accepted::exactly)
                .findFirst()
                .or(() -> found.stream().filter(Accepted::same).findFirst())
                .or(() -> found.stream().findFirst());
    }

    /**
     * Whether another state of one of a message's orders was accepted after one that says what it says: then it may be sent
     * again, or the laboratory may have gone back to it.
     */
    boolean hasOtherState(Accepted before, Keys keys, IncomingMessage message) {
        return database.sql(
                        """
                        select exists (select from journal.message
                            where site = ? and fate not in ('rejected', 'duplicate')
                            and arrival > ? and alike <> ? and orders && ?::bigint[])
                        """)
                .params(message.site(), before.arrival(), keys.said(), keys.orders())
                .query(Boolean.class)
                .single();
    }

    private static Accepted accepted(ResultSet row, Keys keys) throws SQLException {
        boolean exactly = MessageDigest.isEqual(row.getBytes(5), keys.content())
                && MessageDigest.isEqual(row.getBytes(4), keys.control());
        return new Accepted(
                row.getLong(1),
                row.getObject(2, UUID.class),
                MessageStatus.of(row.getString(3)).orElseThrow(),
                exactly || MessageDigest.isEqual(row.getBytes(6), keys.said()),
                exactly);
    }

    private static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /**
     * By what a message is compared with others.
     *
     * @param control its number
     * @param content all of it
     * @param said what it says
     * @param orders what it is about
     */
    record Keys(byte[] control, byte[] content, byte[] said, Long[] orders) {

        /** Those of a message; null if nobody numbered it. */
        static @Nullable Keys of(JournalKeys keys, IncomingMessage message) {
            byte[] control = keys.controlOf(message);
            byte[] said = keys.saidOf(message);
            Long[] orders = keys.ordersOf(message);
            return control == null || said == null || orders == null
                    ? null
                    : new Keys(control, keys.contentOf(message), said, orders);
        }
    }
}
