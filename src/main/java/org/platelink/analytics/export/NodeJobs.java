package org.platelink.analytics.export;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The jobs as a node takes and does them. Where a job stands, and what belongs to it, is written only as long as the job is the
 * node's; a method that answers says whether it was.
 *
 * @param node which one it is
 */
record NodeJobs(JdbcClient database, UUID node) {

    /**
     * Takes the job that waits longest, or one whose node has not been heard of.
     *
     * @param mostOfAClient how many of one client this node does at the same time
     * @return empty if there is none
     */
    Optional<ExportJob> take(Duration silence, int mostOfAClient) {
        return database.sql(
                        """
                        update export.job set state = 'RUNNING', node = ?, alive = now(), attempts = attempts + 1,
                            progress = 'started', snapshot = null
                        where id = (
                            select id from export.job
                            where (state = 'ACCEPTED'
                                or (state = 'RUNNING' and alive < now() - make_interval(secs => ?)))
                            and (select count(*) from export.job other where other.client = job.client
                                and other.state = 'RUNNING' and other.node = ?) < ?
                            order by created limit 1 for update skip locked)
                        returning\s"""
                                + ExportTables.COLUMNS)
                .params(node, silence.toMillis() / 1000.0, node, mostOfAClient)
                .query((row, number) -> ExportTables.job(row))
                .optional();
    }

    int attempts(UUID job) {
        return database.sql("select attempts from export.job where id = ?")
                .param(job)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Says that the node is still at a job; false if the job is no longer its. */
    boolean alive(UUID job) {
        return database.sql("update export.job set alive = now() where id = ? and node = ? and state = 'RUNNING'")
                        .params(job, node)
                        .update()
                == 1;
    }

    boolean progress(UUID job, String words, @Nullable Instant snapshot) {
        return database.sql(
                                """
                                update export.job set progress = ?, snapshot = coalesce(?, snapshot), alive = now()
                                where id = ? and node = ? and state = 'RUNNING'
                                """)
                        .params(words, snapshot == null ? null : Timestamp.from(snapshot), job, node)
                        .update()
                == 1;
    }

    /** Removes what an earlier attempt has made. */
    void clear(UUID job) {
        database.sql("delete from export.file where job = ?").param(job).update();
    }

    boolean begin(ExportFile file) {
        return database.sql(
                                """
                                insert into export.file (job, number, name, ending, content_type)
                                select id, ?, ?, ?, ? from export.job where id = ? and node = ? and state = 'RUNNING'
                                """)
                        .params(file.number(), file.name(), file.ending(), file.contentType(), file.job(), node)
                        .update()
                == 1;
    }

    /** Adds a piece of a file; false if the job is no longer the node's. */
    boolean add(ExportFile file, int part, byte[] content) {
        return database.sql(
                                """
                                insert into export.part (job, number, part, content)
                                select id, ?, ?, ? from export.job where id = ? and node = ? and state = 'RUNNING'
                                """)
                        .params(file.number(), part, content, file.job(), node)
                        .update()
                == 1;
    }

    void end(ExportFile file, long count) {
        database.sql("update export.file set count = ? where job = ? and number = ?")
                .params(count, file.job(), file.number())
                .update();
    }

    boolean end(UUID job, @Nullable String problem, Duration kept) {
        return database.sql(
                                """
                                update export.job set state = ?, problem = ?, ended = now(), progress = 'done',
                                    expires = now() + make_interval(secs => ?)
                                where id = ? and node = ? and state = 'RUNNING'
                                """)
                        .params(problem == null ? "COMPLETED" : "FAILED", problem, (double) kept.toSeconds(), job, node)
                        .update()
                == 1;
    }

    /** Lets another node take what this one will not finish. */
    void release(UUID job) {
        database.sql("update export.job set state = 'ACCEPTED', node = null where id = ? and node = ?")
                .params(job, node)
                .update();
    }
}
