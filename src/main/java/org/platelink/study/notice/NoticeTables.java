package org.platelink.study.notice;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.platelink.platform.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each Subscription was told, in a schema beside the FHIR store. What is to be told is what stands in the store and was not
 * told; so nothing is lost by a server that ends, and nothing is written where resources are.
 */
final class NoticeTables {

    /** How long a node that took a Subscription may be silent; another takes it then. */
    private static final Duration TURN = Duration.ofSeconds(60);

    private final JdbcClient database;

    /** Makes the tables where they do not exist. */
    NoticeTables(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists notice;
                create table if not exists notice.subscription (
                    id text primary key,
                    version bigint not null,
                    since timestamptz not null,
                    failures int not null default 0,
                    due timestamptz not null default now());
                create table if not exists notice.told (
                    subscription text not null references notice.subscription on delete cascade,
                    resource bigint not null,
                    version bigint not null,
                    primary key (subscription, resource))
                """);
    }

    /**
     * A version of a resource.
     *
     * @param key of the resource in the store
     */
    record Change(long key, String type, String id, long version) {}

    /** Notes a Subscription as it is stored now; one that was changed starts anew, from then on and without failures. */
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

    /** Takes a Subscription that is due, for a turn in which no other node does. */
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

    /** The newest version of each resource of a type that changed since the Subscription, and that it was not told. */
    List<Change> changes(String subscription, String type) {
        return database.sql(
                        """
                        select r.res_id, r.res_type, r.fhir_id, r.res_ver
                        from hfj_resource r join notice.subscription s on s.id = ?
                        where r.res_type = ? and r.res_deleted_at is null and r.res_updated > s.since
                            and not exists (select 1 from notice.told t
                                where t.subscription = s.id and t.resource = r.res_id and t.version >= r.res_ver)
                        order by r.res_updated
                        """)
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

    /** All that was due is done. */
    void done(String subscription) {
        database.sql("update notice.subscription set failures = 0, due = now() where id = ?")
                .param(subscription)
                .update();
    }

    /**
     * Notes a failure.
     *
     * @return how many there were in a row
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
