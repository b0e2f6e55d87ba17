package org.platelink.analytics.export;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Withdraws exports whose data must not have been exported, by deleting their files. It cannot withdraw what a client
 * has fetched already.
 */
public final class ExportRecall {

    private final JdbcClient database;

    ExportRecall(JdbcClient database) {
        this.database = database;
    }

    /**
     * A completed or running export of data of a given period.
     *
     * @param id the job id
     * @param client the client that requested it
     * @param kind such as {@code $export}
     * @param url the URL of the request
     * @param snapshot the moment of which its data are
     */
    public record RecalledExport(UUID id, String client, String kind, String url, Instant snapshot) {}

    /**
     * The completed and running exports whose data are of a given period.
     *
     * @param from the first moment of the period
     * @param until the first moment after it; null if it lasts
     */
    public List<RecalledExport> of(Instant from, @Nullable Instant until) {
        return database.sql(
                        """
                        select id, client, kind, url, snapshot from export.job
                        where state in ('COMPLETED', 'RUNNING') and snapshot >= ?
                            and (?::timestamptz is null or snapshot < ?)
                        order by snapshot
                        """)
                .params(Timestamp.from(from), timestamp(until), timestamp(until))
                .query((row, number) -> new RecalledExport(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /**
     * Deletes the files of exports and marks the jobs as failed. A client that asks for one is told why.
     *
     * @param exports the jobs to withdraw
     * @param why a sentence for the client
     */
    public void recall(List<RecalledExport> exports, String why) {
        for (RecalledExport export : exports) {
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
