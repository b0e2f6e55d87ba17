package org.platelink.platform.hapi.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Overwrites resource versions in HAPI's table. HAPI has no API to change a stored version, and must not have one:
 * this is the only place that does. Nothing else of an old version is stored, because search indexes and reference
 * links are those of the current version alone.
 */
public final class ErasableVersions {

    /** The name of the table whose free space may hold what was erased until PostgreSQL writes it anew. */
    public static final String TABLE = "hfj_res_ver";

    private final JdbcClient database;

    public ErasableVersions(JdbcClient database) {
        this.database = database;
    }

    /**
     * A stored version.
     *
     * @param key the primary key of its row
     * @param json its text; empty if it marks the resource as deleted
     * @param written when it was written
     * @param superseded when the next version was written; null if it is the current one
     */
    public record Version(long key, String json, Instant written, @Nullable Instant superseded) {}

    /** Reads a version and locks its row until the transaction ends. */
    public Optional<Version> lock(String type, String id, long version) {
        return database.sql(
                        """
                        select v.pid, coalesce(v.res_text_vc, ''), v.res_updated,
                            (select n.res_updated from hfj_res_ver n
                             where n.res_id = v.res_id and n.res_ver > v.res_ver order by n.res_ver limit 1)
                        from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id
                        where r.res_type = ? and r.fhir_id = ? and v.res_ver = ? for update of v
                        """)
                .params(type, id, version)
                .query((row, number) -> {
                    Timestamp next = row.getTimestamp(4);
                    return new Version(
                            row.getLong(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            next == null ? null : next.toInstant());
                })
                .optional();
    }

    /**
     * Replaces the text of a version.
     *
     * @param key the primary key of its row
     * @param json a resource of the same type
     */
    public void overwrite(long key, String json) {
        database.sql(
                        """
                        update hfj_res_ver
                        set res_text_vc = ?, res_text = null, res_encoding = 'JSON', source_uri = null
                        where pid = ?
                        """)
                .params(json, key)
                .update();
    }
}
