package org.platelink.laboratory.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who delivers to a site, and how it goes. */
public final class Senders {

    /** Whoever was not heard for as long is none any more. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final JdbcClient database;

    Senders(JdbcClient database) {
        this.database = database;
    }

    /**
     * One who delivers.
     *
     * @param client its id
     * @param door which way its messages come
     * @param heard when the last one came
     * @param lastDay how many came in the last 24 hours
     * @param toMend how many of those are parked, stored in part, or were refused
     * @param waiting how many of those wait for their turn
     * @param lag how many seconds the one in the middle of those that are decided took until then; null if there is none
     */
    public record Sender(
            String client, String door, Instant heard, int lastDay, int toMend, int waiting, @Nullable Double lag) {}

    /** Those of a site, who was heard last first. */
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
