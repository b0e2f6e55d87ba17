package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which resources refer to which, by HAPI's table of reference links, and locks them. A reference is a type and
 * an id, such as {@code Observation/1}.
 *
 * @param database the connection
 */
public record References(Connection database) {

    private static final String TO =
            """
            select distinct s.res_type || '/' || s.fhir_id
            from hfj_resource t
            join hfj_res_link l on l.target_resource_id = t.res_id
            join hfj_resource s on s.res_id = l.src_resource_id and s.res_deleted_at is null
            where (t.res_type, t.fhir_id) in (select split_part(r, '/', 1), split_part(r, '/', 2) from unnest(?) r)
            """;

    private static final String LOCK =
            """
            select r.res_type || '/' || r.fhir_id, r.res_ver
            from hfj_resource r
            where (r.res_type, r.fhir_id) in (select split_part(x, '/', 1), split_part(x, '/', 2) from unnest(?) x)
            and r.res_deleted_at is null
            order by r.res_id for update
            """;

    /** The resources that refer to one of some, by any search parameter. */
    public List<String> to(Collection<String> targets) throws SQLException {
        return Rows.list(database, TO + " order by 1", row -> row.getString(1), targets);
    }

    /**
     * The ids of the resources that refer to one of some by the search parameter with a path, such as
     * {@code VerificationResult.target}.
     */
    public List<String> to(Collection<String> targets, String path) throws SQLException {
        return Rows.list(
                database,
                TO + " and l.src_path = any(?) order by 1",
                row -> row.getString(1).substring(row.getString(1).indexOf('/') + 1),
                targets,
                List.of(path));
    }

    /**
     * Locks resources (SELECT FOR UPDATE) until the transaction ends, against changes and against new references to
     * them, and gives their current versions. What does not exist is not among them.
     */
    public Map<String, String> lock(Collection<String> references) throws SQLException {
        Map<String, String> versions = new LinkedHashMap<>();
        Rows.each(database, LOCK, row -> versions.put(row.getString(1), row.getString(2)), references);
        return versions;
    }
}
