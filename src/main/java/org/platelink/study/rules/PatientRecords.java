package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads the records of participants from HAPI's tables in one SQL query, within the current transaction if there is
 * one. Derived results are excluded: rules evaluate the data, not the results of other rules.
 */
public final class PatientRecords {

    /** The search parameter paths that link a resource to a Patient. */
    private static final List<String> PATHS = List.of(
            "Observation.subject",
            "Consent.patient",
            "ResearchSubject.individual",
            "Encounter.subject",
            "MedicationAdministration.subject",
            "MedicationStatement.subject",
            "Condition.subject",
            "AllergyIntolerance.patient",
            "Procedure.subject",
            "Immunization.patient",
            "QuestionnaireResponse.subject",
            "AdverseEvent.subject");

    private static final String RECORD =
            """
            select p.fhir_id as patient, r.res_type, r.fhir_id, r.res_updated, v.res_text_vc, r.res_id, r.res_ver || '/' || r.xmin
            from hfj_resource p
            join hfj_res_link l on l.target_resource_id = p.res_id and l.src_path = any(?)
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and r.fhir_id not like ?
            union all
            select p.fhir_id, p.res_type, p.fhir_id, p.res_updated, v.res_text_vc, p.res_id, p.res_ver || '/' || p.xmin
            from hfj_resource p
            join hfj_res_ver v on v.res_id = p.res_id and v.res_ver = p.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and p.res_deleted_at is null
            """;

    /**
     * Selects the same resources as {@link #RECORD}, without their texts: each with its version number and the
     * transaction that wrote it (xmin), because the version number alone is reused after a failed transaction.
     */
    private static final String VERSIONS =
            """
            select o.patient, string_agg(o.res_id || '/' || o.written, ',' order by o.res_id)
            from (
                select p.fhir_id as patient, r.res_id, r.res_ver || '/' || r.xmin as written
                from hfj_resource p
                join hfj_res_link l on l.target_resource_id = p.res_id and l.src_path = any(?)
                join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
                where p.res_type = 'Patient' and p.fhir_id = any(?) and r.fhir_id not like ?
                union all
                select p.fhir_id, p.res_id, p.res_ver || '/' || p.xmin
                from hfj_resource p
                where p.res_type = 'Patient' and p.fhir_id = any(?) and p.res_deleted_at is null
            ) o
            group by o.patient
            """;

    private static final int FETCHED_AT_ONCE = 1000;

    private final DataSource database;
    private final FhirContext fhir;

    PatientRecords(DataSource database, FhirContext fhir) {
        this.database = database;
        this.fhir = fhir;
    }

    /**
     * The records of some participants, by the id of the Patient; Patients that are not stored are left out.
     *
     * @param patients the ids of the Patients
     * @param zones gives the time zone of a site by the id of its Organization, which is empty for a Patient without
     *     one
     */
    public Map<String, PatientRecord> of(Collection<String> patients, Function<String, ZoneId> zones) {
        return of(patients, PATHS, zones);
    }

    /** The records of some participants with the resources of one type alone, such as {@code AdverseEvent}. */
    public Map<String, PatientRecord> of(Collection<String> patients, String type, Function<String, ZoneId> zones) {
        return of(
                patients,
                PATHS.stream().filter(path -> path.startsWith(type + ".")).toList(),
                zones);
    }

    /**
     * The versions of the records of some participants, as {@link PatientRecord#version}, without reading the
     * records.
     *
     * @param patients the ids of the Patients
     */
    public Map<String, RecordVersion> versions(Collection<String> patients) {
        return reading(connection -> {
            Map<String, RecordVersion> versions = new HashMap<>();
            query(connection, VERSIONS, patients, PATHS, row -> {
                // A version of a deleted Patient may be included; there is no record for it.
                versions.put(row.getString(1), RecordVersion.of(row.getString(2)));
            });
            return versions;
        });
    }

    private Map<String, PatientRecord> of(
            Collection<String> patients, List<String> paths, Function<String, ZoneId> zones) {
        return records(reading(connection -> rows(connection, patients, paths)), zones);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private interface EachRow {
        void read(ResultSet row) throws SQLException;
    }

    private <T> T reading(Reading<T> reading) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return reading.from(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("The records could not be read.", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** All search parameter paths that link a resource to a Patient's record. */
    public static List<String> paths() {
        return PATHS;
    }

    /** A stored resource with the Patient that it belongs to. */
    private record Row(
            String patient, String type, String id, Timestamp updated, String text, long key, String written) {}

    private static List<Row> rows(Connection connection, Collection<String> patients, List<String> paths)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        query(
                connection,
                RECORD,
                patients,
                paths,
                row -> rows.add(new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7))));
        return rows;
    }

    private static void query(
            Connection connection, String sql, Collection<String> patients, List<String> paths, EachRow each)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", paths.toArray()));
            statement.setArray(2, connection.createArrayOf("text", patients.toArray()));
            statement.setString(3, DerivedResults.ID + "%");
            statement.setArray(4, connection.createArrayOf("text", patients.toArray()));
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    each.read(row);
                }
            }
        }
    }

    private Map<String, PatientRecord> records(List<Row> rows, Function<String, ZoneId> zones) {
        Map<String, Patient> persons = new HashMap<>();
        rows.stream()
                .filter(row -> row.type().equals("Patient"))
                .forEach(row -> persons.put(row.patient(), (Patient) parsed(row, ZoneOffset.UTC)));
        Map<String, List<Resource>> others = new HashMap<>();
        for (Row row : rows) {
            Patient person = persons.get(row.patient());
            if (person != null && !row.type().equals("Patient")) {
                others.computeIfAbsent(row.patient(), key -> new ArrayList<>())
                        .add(parsed(row, zones.apply(site(person))));
            }
        }
        Map<String, RecordVersion> versions = versions(rows);
        Map<String, PatientRecord> records = new HashMap<>();
        persons.forEach((id, person) -> records.put(
                id,
                new PatientRecord(
                        person, others.getOrDefault(id, List.of()), Objects.requireNonNull(versions.get(id)))));
        return records;
    }

    private static Map<String, RecordVersion> versions(List<Row> rows) {
        Map<String, String> texts = rows.stream()
                .sorted(Comparator.comparingLong(Row::key))
                .collect(Collectors.groupingBy(
                        Row::patient,
                        Collectors.mapping(row -> row.key() + "/" + row.written(), Collectors.joining(","))));
        Map<String, RecordVersion> versions = new HashMap<>();
        texts.forEach((patient, text) -> versions.put(patient, RecordVersion.of(text)));
        return versions;
    }

    /** The id of the participant's site (managing organization); empty if there is none. */
    public static String site(Patient patient) {
        String id = patient.getManagingOrganization().getReferenceElement().getIdPart();
        return id == null ? "" : id;
    }

    private Resource parsed(Row row, ZoneId zone) {
        Resource resource = (Resource) fhir.newJsonParser().parseResource(SiteTimes.of(row.text(), zone));
        resource.setId(row.type() + "/" + row.id());
        resource.getMeta().setLastUpdated(row.updated());
        return resource;
    }
}
