package org.platelink.laboratory.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statistics of the clients that deliver to a site. */
public final class Senders {

    /** A client that has delivered nothing for as long is no longer listed. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final JdbcClient database;

    Senders(JdbcClient database) {
        this.database = database;
    }

    /**
     * A client that delivers, by channel.
     *
     * @param client the id of the client
     * @param door the channel through which its messages come
     * @param heard when the last one was received
     * @param lastDay how many were received in the last 24 hours
     * @param toMend how many of those are parked, stored in part, or rejected
     * @param waiting how many of those wait to be applied
     * @param lag the median time in seconds from receipt to decision of those that are decided; null if there are
     *     none
     */
    public record Sender(
            String client, String door, Instant heard, int lastDay, int toMend, int waiting, @Nullable Double lag) {}

    /** The senders of a site, the one heard last first. */
    public List<Sender> of(String site) {
        return database.sql(
                        """
                        with heard as (
                            select client, door, max(received_at) as last from journal.message
                            where site = ? and received_at > now() - make_interval(days => ?) group by client, door),
                        today as (
                            select client, door, count(*) as number,
                                count(*) filter (where fate in ('parked', 'partial', 'rejected')) as to_mend,
                                count(*) filter (where fate = 'received') as waiting,
                                percentile_cont(0.5) within group (order by extract(epoch from decided_at - received_at))
                                    filter (where fate <> 'received') as lag
                            from journal.message
                            where site = ? and received_at > now() - interval '24 hours' group by client, door)
                        select h.client, h.door, h.last, coalesce(t.number, 0), coalesce(t.to_mend, 0),
                            coalesce(t.waiting, 0), t.lag
                        from heard h left join today t on t.client = h.client and t.door = h.door order by h.last desc
                        """)
                .params(site, (int) REMEMBERED.toDays(), site)
                .query((row, number) -> new Sender(
                        row.getString(1),
                        row.getString(2),
                        Journal.instant(row, 3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getObject(7, Double.class)))
                .list();
    }
}
