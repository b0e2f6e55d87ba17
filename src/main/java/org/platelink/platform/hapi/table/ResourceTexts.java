package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads stored resources as JSON, without objects of HAPI.
 *
 * @param database the connection
 */
public record ResourceTexts(Connection database) {

    private static final String BY_KEY =
            """
            select r.res_id, r.res_ver, r.xmin::text, r.res_type, r.fhir_id, v.res_text_vc
            from hfj_resource r
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_id = any(?) and r.res_deleted_at is null
            """;

    private static final String BY_ID =
            """
            select r.fhir_id, v.res_text_vc
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_type = ? and r.fhir_id = any(?) and r.res_deleted_at is null
            """;

    private static final String ALL_VERSIONS = "select v.res_text_vc from hfj_res_ver v where v.res_id = any(?)";

    /** A text with the version that it is of. */
    public record Version(VersionStamp written, ResourceText text) {}

    /** Passes on the current versions of the resources with these numeric keys, in no particular order. */
    public void current(Collection<Long> keys, Consumer<Version> use) throws SQLException {
        Rows.each(
                database,
                BY_KEY,
                row -> use.accept(new Version(VersionStamp.of(row, 1), ResourceText.of(row, 4))),
                new Rows.Keys(keys));
    }

    /** The current texts of the resources of a type with these ids, by id. */
    public Map<String, String> current(String type, Collection<String> ids) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        Rows.each(database, BY_ID, row -> texts.put(row.getString(1), row.getString(2)), type, ids);
        return texts;
    }

    /** The texts of all versions of the resources with these numeric keys. */
    public List<String> ofAllVersions(Collection<Long> keys) throws SQLException {
        return Rows.list(database, ALL_VERSIONS, row -> row.getString(1), new Rows.Keys(keys));
    }
}
