package org.platelink.analytics.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Repository of export jobs and their files, in a PostgreSQL schema of its own ({@code export}) beside the FHIR
 * store.
 */
final class ExportTables {

    static final String COLUMNS =
            "id, kind, client, role, site, systems, scopes, request, url, state, progress, problem, created, snapshot, ended,"
                    + " expires";

    private final JdbcClient database;

    ExportTables(JdbcClient database) {
        this.database = database;
    }

    /** The view of the jobs for one node that runs them. */
    NodeJobs ofNode(UUID node) {
        return new NodeJobs(database, node);
    }

    void add(UUID id, String kind, Caller caller, String request, String url) {
        database.sql(
                        """
                        insert into export.job (id, kind, client, role, site, systems, scopes, request, url, state, progress)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACCEPTED', 'waiting')
                        """)
                .params(
                        id,
                        kind,
                        caller.client(),
                        caller.role().name(),
                        caller.site(),
                        String.join(" ", caller.identifierSystems()),
                        caller.scopes().toString(),
                        request,
                        url)
                .update();
    }

    Optional<ExportJob> job(UUID id) {
        return database.sql("select " + COLUMNS + " from export.job where id = ?")
                .param(id)
                .query((row, number) -> job(row))
                .optional();
    }

    /** The latest jobs of a client, newest first. */
    List<ExportJob> ofClient(String client, int most) {
        return database.sql("select " + COLUMNS + " from export.job where client = ? order by created desc, id limit ?")
                .params(client, most)
                .query((row, number) -> job(row))
                .list();
    }

    /** The number of unfinished jobs of a client. */
    int open(String client) {
        return database.sql("select count(*) from export.job where client = ? and state in ('ACCEPTED', 'RUNNING')")
                .param(client)
                .query(Integer.class)
                .single();
    }

    List<ExportFile> files(UUID job) {
        return database.sql(
                        """
                        select number, name, ending, content_type, count from export.file
                        where job = ? and count is not null order by number
                        """)
                .param(job)
                .query((row, index) -> new ExportFile(
                        job, row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)))
                .list();
    }

    /** A part of a file, by its number from 0; empty after the last. */
    Optional<byte[]> part(ExportFile file, int part) {
        return database.sql("select content from export.part where job = ? and number = ? and part = ?")
                .params(file.job(), file.number(), part)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** Deletes a job with its files; a node that runs it stops. */
    void remove(UUID job) {
        database.sql("delete from export.job where id = ?").param(job).update();
    }

    /** Deletes the jobs whose expiry time is over. */
    void removeExpired() {
        database.sql("delete from export.job where expires < now()").update();
    }

    static ExportJob job(ResultSet row) throws SQLException {
        String systems = row.getString("systems");
        Caller caller = new Caller(
                row.getString("client"),
                Role.valueOf(row.getString("role")),
                row.getString("site"),
                systems.isEmpty()
                        ? Set.of()
                        : Arrays.stream(systems.split(" ")).collect(Collectors.toUnmodifiableSet()),
                Scopes.parse(row.getString("scopes")));
        return new ExportJob(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                caller,
                row.getString("request"),
                row.getString("url"),
                ExportJob.State.valueOf(row.getString("state")),
                row.getString("progress"),
                row.getString("problem"),
                row.getTimestamp("created").toInstant(),
                instant(row, "snapshot"),
                instant(row, "ended"),
                instant(row, "expires"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
