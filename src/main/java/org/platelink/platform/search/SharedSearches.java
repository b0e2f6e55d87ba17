package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code search.held} of the paged searches and their owners, shared by all servers on one database. So a
 * client may ask any of several servers for the next page. A single server does not need it.
 */
final class SharedSearches {

    private static final Duration CLEAN_UP = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final FhirContext fhir;
    private final Duration kept;
    private final int step;
    private volatile Instant cleaned = Instant.EPOCH;

    SharedSearches(JdbcClient database, FhirContext fhir, Duration kept, int step) {
        this.database = database;
        this.fhir = fhir;
        this.kept = kept;
        this.step = step;
    }

    /** Records the owner of a search that HAPI stores itself. */
    void add(String uuid, String owner) {
        cleanUp();
        database.sql("insert into search.held (uuid, owner) values (?, ?) on conflict (uuid) do nothing")
                .params(uuid, owner)
                .update();
    }

    void add(CachedSearch search, String owner) {
        cleanUp();
        CachedSearch.Progress progress = search.progress();
        database.sql(
                        """
                        insert into search.held (uuid, owner, type, parameters, partition, begun, ids, asked, complete)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (uuid) do nothing
                        """)
                .params(
                        search.uuid(),
                        owner,
                        search.resourceType(),
                        SearchText.write(search.parameters()),
                        json(search.partition()),
                        new Timestamp(search.begun().getTime()),
                        bytes(progress.ids()),
                        progress.asked(),
                        progress.complete())
                .update();
    }

    /** Stores the progress of a search, unless another server has got further. */
    void goneOn(CachedSearch search) {
        CachedSearch.Progress progress = search.progress();
        database.sql(
                        "update search.held set ids = ?, asked = ?, complete = ?, used = now() where uuid = ? and asked < ?")
                .params(bytes(progress.ids()), progress.asked(), progress.complete(), search.uuid(), progress.asked())
                .update();
    }

    /** The owner of a search; marks the search as used. */
    Optional<String> owner(String uuid) {
        return database.sql("update search.held set used = now() where uuid = ? returning owner")
                .param(uuid)
                .query(String.class)
                .optional();
    }

    /** Reads a search that another server began; empty if there is none, or HAPI stores it. */
    Optional<CachedSearch> find(String uuid) {
        return database.sql(
                        """
                        select type, parameters, partition, begun, ids, asked, complete from search.held
                        where uuid = ? and parameters is not null
                        """)
                .param(uuid)
                .query((row, number) -> {
                    CachedSearch search = new CachedSearch(
                            uuid,
                            SearchText.read(row.getString("parameters"), fhir),
                            row.getString("type"),
                            partition(row.getString("partition")),
                            step,
                            new Date(row.getTimestamp("begun").getTime()));
                    search.goOnFrom(progress(row));
                    return search;
                })
                .optional();
    }

    /** Takes over the progress that other servers made with a search. */
    void catchUp(CachedSearch search) {
        database.sql("select ids, asked, complete from search.held where uuid = ? and asked > ?")
                .params(search.uuid(), search.asked())
                .query((row, number) -> progress(row))
                .optional()
                .ifPresent(search::goOnFrom);
    }

    private static CachedSearch.Progress progress(ResultSet row) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes("ids"));
        long[] ids = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(ids);
        return new CachedSearch.Progress(ids, row.getInt("asked"), row.getBoolean("complete"));
    }

    private static byte[] bytes(long[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES);
        bytes.asLongBuffer().put(ids);
        return bytes.array();
    }

    private void cleanUp() {
        Instant now = Instant.now();
        if (cleaned.plus(CLEAN_UP).isBefore(now)) {
            cleaned = now;
            database.sql("delete from search.held where used < ?")
                    .param(Timestamp.from(now.minus(kept)))
                    .update();
        }
    }

    private static String json(RequestPartitionId partition) {
        try {
            return partition.asJson();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A search could not be written.", failure);
        }
    }

    private static RequestPartitionId partition(String json) {
        try {
            return RequestPartitionId.fromJson(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A search could not be read.", failure);
        }
    }
}
