package org.platelink.study.notice;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.platelink.platform.hapi.table.Relations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables that record which version of which resource each Subscription was notified of, in a schema beside the FHIR
 * store. Pending notifications are derived: what is in the store and was not sent. So none is lost if a server stops,
 * and storing a resource writes nothing here.
 */
final class NoticeTables {

    /** The lease of a node on a Subscription; after it, another node takes over. */
    private static final Duration TURN = Duration.ofSeconds(60);

    private final JdbcClient database;

    NoticeTables(JdbcClient database) {
        this.database = database;
    }

    /**
     * A version of a resource.
     *
     * @param key the primary key of the resource in the store
     */
    record Change(long key, String type, String id, long version) {}

    /**
     * Registers a Subscription in its present version. A changed one starts anew: for changes from then on, and
     * without failures.
     */
    void note(String id, long version, Instant changed) {
        database.sql(
                        """
                        insert into notice.subscription as s (id, version, since) values (?, ?, ?)
                        on conflict (id) do update
                            set version = excluded.version, since = excluded.since, failures = 0, due = now()
                            where s.version <> excluded.version
                        """)
                .params(id, version, Timestamp.from(changed))
                .update();
    }

    /**
     * Takes the lease on a Subscription that is due, so that no other node sends its notifications; false if it is
     * not due.
     */
    boolean take(String id) {
        return database.sql(
                                """
                                update notice.subscription set due = now() + ? * interval '1 second'
                                where id = ? and due <= now()
                                """)
                        .params(TURN.toSeconds(), id)
                        .update()
                == 1;
    }

    /** The latest version of each resource of a type that changed after the Subscription, and was not sent for it. */
    List<Change> changes(String subscription, String type) {
        return database.sql(
                        """
                        select r.key, r.type, r.id, r.version
                        from %s r join notice.subscription s on s.id = ?
                        where r.type = ? and r.deleted is null and r.updated > s.since
                            and not exists (select 1 from notice.told t
                                where t.subscription = s.id and t.resource = r.key and t.version >= r.version)
                        order by r.updated
                        """
                                .formatted(Relations.resources()))
                .params(subscription, type)
                .query((row, number) -> new Change(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }

    void told(String subscription, Change change) {
        database.sql(
                        """
                        insert into notice.told (subscription, resource, version) values (?, ?, ?)
                        on conflict (subscription, resource) do update set version = excluded.version
                        """)
                .params(subscription, change.key(), change.version())
                .update();
    }

    /** Marks all pending notifications as sent. */
    void done(String subscription) {
        database.sql("update notice.subscription set failures = 0, due = now() where id = ?")
                .param(subscription)
                .update();
    }

    /**
     * Records a failure, and schedules the next attempt.
     *
     * @return the number of failures in a row
     */
    int failed(String subscription, Duration wait) {
        return Optional.ofNullable(database.sql(
                                """
                                update notice.subscription set failures = failures + 1,
                                    due = now() + least(? * power(2, least(failures, 20)), 3600) * interval '1 second'
                                where id = ? returning failures
                                """)
                        .params(wait.toMillis() / 1000.0, subscription)
                        .query(Integer.class)
                        .single())
                .orElse(0);
    }
}
