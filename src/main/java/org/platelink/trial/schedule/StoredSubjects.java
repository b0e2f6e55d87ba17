package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads subjects from HAPI's tables, as stored JSON text. A schedule needs few elements of many resources, and
 * parsing them all into HAPI objects would take most of the time.
 */
final class StoredSubjects {

    private static final String SUBJECTS =
            """
            select r.fhir_id, v.res_text_vc, study.fhir_id, p.res_id, p.fhir_id,
                   (select o.fhir_id from hfj_res_link ol join hfj_resource o on o.res_id = ol.target_resource_id
                    where ol.src_resource_id = p.res_id and ol.src_path = 'Patient.managingOrganization')
            from hfj_resource r
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            join hfj_res_link sl on sl.src_resource_id = r.res_id and sl.src_path = 'ResearchSubject.study'
            join hfj_resource study on study.res_id = sl.target_resource_id
            join hfj_res_link il on il.src_resource_id = r.res_id and il.src_path = 'ResearchSubject.individual'
            join hfj_resource p on p.res_id = il.target_resource_id
            where r.res_type = 'ResearchSubject' and r.res_deleted_at is null and\s""";

    private static final String DOSED =
            """
            select distinct p.fhir_id
            from hfj_res_link l join hfj_resource p on p.res_id = l.target_resource_id
            where l.src_path = 'MedicationAdministration.subject' and p.res_type = 'Patient'
            """;

    private static final String LOCK =
            """
            select r.res_id
            from hfj_resource r
            join hfj_res_link il on il.src_resource_id = r.res_id and il.src_path = 'ResearchSubject.individual'
            join hfj_resource p on p.res_id = il.target_resource_id
            where p.res_type = 'Patient' and p.fhir_id = any(?)
            order by r.res_id for update of r
            """;

    private final StoredTexts texts;

    StoredSubjects(StoredTexts texts) {
        this.texts = texts;
    }

    /** The subject with an id, in a list that is empty if there is none. */
    List<SubjectRecord> subject(String id) throws SQLException {
        return subjects("r.fhir_id = any(?)", List.of(id));
    }

    /** All subjects of a study, in the order in which they were registered. */
    List<SubjectRecord> subjectsOfStudy(String study) throws SQLException {
        return subjects(
                "study.res_type = 'ResearchStudy' and study.fhir_id = any(?) order by r.res_id", List.of(study));
    }

    /** The subjects that the given Patients are. */
    List<SubjectRecord> subjectsOfPatients(Collection<String> patients) throws SQLException {
        return subjects("p.res_type = 'Patient' and p.fhir_id = any(?) order by r.res_id", patients);
    }

    /** The ids of all Patients with a recorded dose, whether it was given or not. */
    List<String> dosed() throws SQLException {
        return dosed("p.res_type = any(?)", List.of("Patient"));
    }

    /** Those of the given Patients with a recorded dose, whether it was given or not. */
    List<String> dosed(Collection<String> patients) throws SQLException {
        return dosed("p.fhir_id = any(?)", patients);
    }

    private List<String> dosed(String where, Collection<String> values) throws SQLException {
        List<String> found = new ArrayList<>();
        texts.forEach(DOSED + " and " + where, "text", values, row -> found.add(row.getString(1)));
        return found;
    }

    /** Locks the subjects of the given Patients (SELECT FOR UPDATE) until the transaction ends. */
    void lockSubjectsOf(Collection<String> patients) throws SQLException {
        texts.forEach(LOCK, "text", patients, row -> {});
    }

    private List<SubjectRecord> subjects(String where, Collection<String> ids) throws SQLException {
        List<SubjectRecord> subjects = new ArrayList<>();
        texts.forEach(SUBJECTS + where, "text", ids, row -> subjects.add(subject(row)));
        return subjects;
    }

    private SubjectRecord subject(ResultSet row) throws SQLException {
        JsonNode subject = texts.parsed(row.getString(2));
        String site = row.getString(6);
        return new SubjectRecord(
                row.getString(1),
                SubjectRecord.number(subject),
                row.getString(3),
                row.getString(5),
                row.getLong(4),
                site == null ? "" : site,
                SubjectRecord.consent(subject),
                SubjectRecord.states(subject));
    }
}
