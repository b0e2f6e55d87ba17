package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/**
 * Freezes the versions that a data cut of a study holds: those of its subjects' data, and those of all that belongs to
 * no Patient. One statement reads them all, so that they are of one moment.
 *
 * @param database the connection
 */
public record CutVersions(Connection database) {

    /** Types that say nothing of a study's data. */
    private static final Set<String> WITHOUT =
            Set.of("Subscription", "List", "Binary", "Bundle", "SearchParameter", "AuditEvent");

    private static final String FREEZE =
            """
            insert into review.cut_version (cut, type, resource, version, patient, digest)
            with subject as (
                select sl.src_resource_id as id, il.target_resource_id as patient
                from hfj_resource study
                join hfj_res_link sl on sl.target_resource_id = study.res_id and sl.src_path = 'ResearchSubject.study'
                join hfj_res_link il on il.src_resource_id = sl.src_resource_id
                and il.src_path = 'ResearchSubject.individual'
                where study.res_type = 'ResearchStudy' and study.fhir_id = ?),
            owned as (
                select l.src_resource_id as id, min(l.target_resource_id) as patient
                from hfj_res_link l
                where l.src_path = any(?) and l.target_resource_id in (select patient from subject)
                group by l.src_resource_id
                union
                select patient, patient from subject)
            select ?, r.res_type, r.res_id, r.res_ver, o.patient, md5(coalesce(v.res_text_vc, ''))::uuid
            from hfj_resource r
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            left join owned o on o.id = r.res_id
            where r.res_deleted_at is null and not r.res_type = any(?)
            and (o.id is not null or not r.res_type = any(?))
            and (r.res_type <> 'ResearchSubject' or r.res_id in (select id from subject))
            """;

    /**
     * Freezes the present versions.
     *
     * @param cut the id of the data cut
     * @param study the id of the ResearchStudy
     * @param types the types that belong to Patients
     * @param paths the paths by which they refer to them, such as {@code Observation.subject}
     */
    public void freeze(String cut, String study, Collection<String> types, Collection<String> paths)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(FREEZE)) {
            Rows.set(database, statement, 1, study);
            Rows.set(database, statement, 2, paths);
            Rows.set(database, statement, 3, cut);
            Rows.set(database, statement, 4, WITHOUT);
            Rows.set(database, statement, 5, types);
            statement.executeUpdate();
        }
    }
}
