package org.platelink.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads subjects and what took place from HAPI's tables, as the text in which they are stored: a schedule asks for few
 * elements of many resources, and making objects of them all would take most of the time.
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

    private static final String RECORDS =
            """
            select l.target_resource_id, r.res_type, r.fhir_id, v.res_text_vc
            from hfj_res_link l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where l.target_resource_id = any(?)
            and l.src_path in ('Encounter.subject', 'MedicationAdministration.subject')
            """;

    private static final int FETCHED_AT_ONCE = 1000;

    private static final String CONSENTS =
            """
            select c.fhir_id, v.res_text_vc
            from hfj_resource c
            join hfj_res_ver v on v.res_id = c.res_id and v.res_ver = c.res_ver
            where c.res_type = 'Consent' and c.fhir_id = any(?)
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

    private final ObjectMapper json = new ObjectMapper();
    private final Connection database;

    /** Reads over a connection, within the transaction that it is in. */
    StoredSubjects(Connection database) {
        this.database = database;
    }

    /** The subject of an id, or none. */
    List<SubjectRecord> subject(String id) throws SQLException {
        return subjects("r.fhir_id = ?", id);
    }

    /** All subjects of a study, by id. */
    List<SubjectRecord> subjectsOfStudy(String study) throws SQLException {
        return subjects("study.res_type = 'ResearchStudy' and study.fhir_id = ? order by r.res_id", study);
    }

    /** What some Patients are subjects of. */
    List<SubjectRecord> subjectsOfPatients(Collection<String> patients) throws SQLException {
        return subjects(
                "p.res_type = 'Patient' and p.fhir_id = any(?) order by r.res_id",
                database.createArrayOf("text", patients.toArray()));
    }

    private List<SubjectRecord> subjects(String where, Object value) throws SQLException {
        List<SubjectRecord> subjects = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(SUBJECTS + where)) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    JsonNode subject = parsed(row.getString(2));
                    String site = row.getString(6);
                    subjects.add(new SubjectRecord(
                            row.getString(1),
                            SubjectRecord.number(subject),
                            row.getString(3),
                            row.getString(5),
                            row.getLong(4),
                            site == null ? "" : site,
                            SubjectRecord.consent(subject),
                            SubjectRecord.states(subject)));
                }
            }
        }
        return subjects;
    }

    /** What was recorded of some Patients, by HAPI's numbers of them. */
    Map<Long, List<Recorded>> recorded(Collection<Long> patients) throws SQLException {
        Map<Long, List<Recorded>> found = new HashMap<>();
        try (PreparedStatement statement = database.prepareStatement(RECORDS)) {
            statement.setArray(1, database.createArrayOf("bigint", patients.toArray()));
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getLong(1), absent -> new ArrayList<>())
                            .add(Recorded.of(row.getString(2), row.getString(3), parsed(row.getString(4))));
                }
            }
        }
        return found;
    }

    /** HAPI's numbers of some Patients, with their ids. */
    Map<Long, String> patients(Collection<String> ids) throws SQLException {
        Map<Long, String> found = new HashMap<>();
        forEach(
                "select res_id, fhir_id from hfj_resource where res_type = 'Patient' and fhir_id = any(?)",
                ids,
                row -> found.put(row.getLong(1), row.getString(2)));
        return found;
    }

    /** When consents were given, as FHIR dateTimes, by the ids of the Consents. */
    Map<String, String> consents(Collection<String> ids) throws SQLException {
        Map<String, String> found = new HashMap<>();
        forEach(CONSENTS, ids, row -> {
            String signed = parsed(row.getString(2)).path("dateTime").asText("");
            if (!signed.isEmpty()) {
                found.put(row.getString(1), signed);
            }
        });
        return found;
    }

    /** Keeps others from changing what some Patients are subjects of, until the transaction ends. */
    void lockSubjectsOf(Collection<String> patients) throws SQLException {
        forEach(LOCK, patients, row -> {});
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void forEach(String sql, Collection<String> ids, RowReader reader) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, database.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }
}
