package org.platelink.operator.erasure;

import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Overwrites resource versions in HAPI's table. HAPI has no API to change a stored version, and must not have one:
 * this is the only place that does. Nothing else of an old version is stored, because search indexes and reference
 * links are those of the current version alone.
 */
final class StoredVersions {

    private final JdbcClient database;

    StoredVersions(JdbcClient database) {
        this.database = database;
    }

    /** Reads a version and locks its row until the transaction ends. */
    Optional<StoredVersion> find(VersionName name) {
        return database.sql(
                        """
                        select v.pid, coalesce(v.res_text_vc, ''), v.res_updated,
                            (select n.res_updated from hfj_res_ver n
                             where n.res_id = v.res_id and n.res_ver > v.res_ver order by n.res_ver limit 1)
                        from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id
                        where r.res_type = ? and r.fhir_id = ? and v.res_ver = ? for update of v
                        """)
                .params(name.type(), name.id(), name.version())
                .query((row, number) -> {
                    Timestamp next = row.getTimestamp(4);
                    return new StoredVersion(
                            row.getLong(1),
                            name,
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            next == null ? null : next.toInstant());
                })
                .optional();
    }

    /**
     * Replaces the text of a version with a tombstone.
     *
     * @param tombstone the JSON of a resource of the same type
     */
    void erase(StoredVersion version, String tombstone) {
        database.sql(
                        """
                        update hfj_res_ver set res_text_vc = ?, res_text = null, res_encoding = 'JSON', source_uri = null
                        where pid = ?
                        """)
                .params(tombstone, version.pid())
                .update();
    }
}
