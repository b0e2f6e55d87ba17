package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads ResearchSubjects with what they refer to, by HAPI's table of reference links.
 *
 * @param database the connection
 */
public record ResearchSubjects(Connection database) {

    private static final String SUBJECTS =
            """
            select r.fhir_id, r.res_id, r.res_ver, r.xmin::text, study.fhir_id, p.res_id, p.fhir_id,
                   (select o.fhir_id from hfj_res_link ol join hfj_resource o on o.res_id = ol.target_resource_id
                    where ol.src_resource_id = p.res_id and ol.src_path = 'Patient.managingOrganization')
            from hfj_resource r
            join hfj_res_link sl on sl.src_resource_id = r.res_id and sl.src_path = 'ResearchSubject.study'
            join hfj_resource study on study.res_id = sl.target_resource_id
            join hfj_res_link il on il.src_resource_id = r.res_id and il.src_path = 'ResearchSubject.individual'
            join hfj_resource p on p.res_id = il.target_resource_id
            where r.res_type = 'ResearchSubject' and r.res_deleted_at is null and\s""";

    private static final String LOCK =
            """
            select r.res_id
            from hfj_resource r
            join hfj_res_link il on il.src_resource_id = r.res_id and il.src_path = 'ResearchSubject.individual'
            join hfj_resource p on p.res_id = il.target_resource_id
            where p.res_type = 'Patient' and p.fhir_id = any(?)
            order by r.res_id for update of r
            """;

    private static final String STUDIES =
            """
            select distinct s.fhir_id from hfj_res_link l join hfj_resource s on s.res_id = l.target_resource_id
            where l.src_path = 'ResearchSubject.study' and s.res_type = 'ResearchStudy'
            """;

    /**
     * A ResearchSubject.
     *
     * @param id its id
     * @param written its current version
     * @param study the id of its ResearchStudy
     * @param patientKey the numeric key of its Patient
     * @param patient the id of its Patient
     * @param organization the id of the Organization that manages the Patient; null if none does
     */
    public record Subject(
            String id,
            VersionStamp written,
            String study,
            long patientKey,
            String patient,
            @Nullable String organization) {}

    /** The subject with an id, in a list that is empty if there is none. */
    public List<Subject> byId(String id) throws SQLException {
        return subjects("r.fhir_id = any(?)", List.of(id));
    }

    /** All subjects of a study, in the order in which they were stored. */
    public List<Subject> ofStudy(String study) throws SQLException {
        return subjects(
                "study.res_type = 'ResearchStudy' and study.fhir_id = any(?) order by r.res_id", List.of(study));
    }

    /** The subjects that the given Patients are, in the order in which they were stored. */
    public List<Subject> ofPatients(Collection<String> patients) throws SQLException {
        return subjects("p.res_type = 'Patient' and p.fhir_id = any(?) order by r.res_id", patients);
    }

    /** Locks the subjects of the given Patients (SELECT FOR UPDATE) until the transaction ends. */
    public void lockOfPatients(Collection<String> patients) throws SQLException {
        Rows.each(database, LOCK, row -> {}, patients);
    }

    /** The ids of the studies that have subjects. */
    public List<String> studies() throws SQLException {
        return Rows.list(database, STUDIES, row -> row.getString(1));
    }

    private List<Subject> subjects(String where, Collection<String> ids) throws SQLException {
        return Rows.list(
                database,
                SUBJECTS + where,
                row -> new Subject(
                        row.getString(1),
                        VersionStamp.of(row, 2),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8)),
                ids);
    }
}
