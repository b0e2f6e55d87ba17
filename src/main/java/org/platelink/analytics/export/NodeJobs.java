package org.platelink.analytics.export;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The job queue from the point of view of one node. The state of a job and what belongs to it are written only as
 * long as this node owns the job; a method that returns a boolean says whether it did.
 *
 * @param node the id of the node
 */
record NodeJobs(JdbcClient database, UUID node) {

    /**
     * Takes the oldest waiting job, or one whose node has stopped sending heartbeats.
     *
     * @param silence after how long without a heartbeat a job is taken from its node
     * @param mostOfAClient how many jobs of one client this node runs at the same time
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

    /** Renews the heartbeat of a job; false if this node no longer owns the job. */
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

    /** Deletes the files of an earlier attempt. */
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

    /** Adds a part of a file; false if this node no longer owns the job. */
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

    /** Puts a job that this node will not finish back into the queue, for any node to take. */
    void release(UUID job) {
        database.sql("update export.job set state = 'ACCEPTED', node = null where id = ? and node = ?")
                .params(job, node)
                .update();
    }
}
