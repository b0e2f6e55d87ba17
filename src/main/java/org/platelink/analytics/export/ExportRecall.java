package org.platelink.analytics.export;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes files back that were made of data which must not be in them. What a client has fetched already is the client's. */
public final class ExportRecall {

    private final JdbcClient database;

    ExportRecall(JdbcClient database) {
        this.database = database;
    }

    /**
     * An export that was made, or is being made, of the data of some time.
     *
     * @param id which one
     * @param client for whom
     * @param kind such as {@code $export}
     * @param url the address at which it was asked for
     * @param snapshot the moment of which its data are
     */
    public record Recalled(UUID id, String client, String kind, String url, Instant snapshot) {}

    /**
     * The exports that still stand whose data are of a time.
     *
     * @param until the first moment after it; null if it lasts
     */
    public List<Recalled> of(Instant from, @Nullable Instant until) {
        return database.sql(
                        """
                        select id, client, kind, url, snapshot from export.job
                        where state in ('COMPLETED', 'RUNNING') and snapshot >= ?
                            and (?::timestamptz is null or snapshot < ?)
                        order by snapshot
                        """)
                .params(Timestamp.from(from), timestamp(until), timestamp(until))
                .query((row, number) -> new Recalled(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /**
     * Removes the files of exports; who asks for one is told why, and to ask for a new one.
     *
     * @param why a sentence for the client
     */
    public void recall(List<Recalled> exports, String why) {
        for (Recalled export : exports) {
            database.sql(
                            """
                            update export.job set state = 'FAILED', problem = ?, node = null, ended = now(),
                                expires = coalesce(expires, now() + interval '1 day')
                            where id = ?
                            """)
                    .params(why, export.id())
                    .update();
            database.sql("delete from export.file where job = ?")
                    .param(export.id())
                    .update();
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }
}
