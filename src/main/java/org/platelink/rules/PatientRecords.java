package org.platelink.rules;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads what is recorded of participants from HAPI's tables, in one question, within the transaction that runs if there is
 * one. What rules derived is not read: a rule judges the record, not other judgements.
 */
public final class PatientRecords {

    /** The search parameters' paths by which a resource is a Patient's. */
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
            select p.fhir_id as patient, r.res_type, r.fhir_id, r.res_updated, v.res_text_vc
            from hfj_resource p
            join hfj_res_link l on l.target_resource_id = p.res_id and l.src_path = any(?)
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and r.fhir_id not like ?
            union all
            select p.fhir_id, p.res_type, p.fhir_id, p.res_updated, v.res_text_vc
            from hfj_resource p
            join hfj_res_ver v on v.res_id = p.res_id and v.res_ver = p.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and p.res_deleted_at is null
            """;

    private static final int FETCHED_AT_ONCE = 1000;

    private final DataSource database;
    private final FhirContext fhir;

    PatientRecords(DataSource database, FhirContext fhir) {
        this.database = database;
        this.fhir = fhir;
    }

    /**
     * The records of some participants, by the ids of the Patients; none of whom is not stored.
     *
     * @param patients the ids of the Patients
     * @param zones the time zone of a site, by the id of its Organization, which is empty where a Patient has none
     */
    public Map<String, PatientRecord> of(Collection<String> patients, Function<String, ZoneId> zones) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return records(rows(connection, patients), zones);
        } catch (SQLException failure) {
            throw new IllegalStateException("The records could not be read.", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** The search parameters' paths by which a resource is a Patient's, of all that a record has. */
    public static List<String> paths() {
        return PATHS;
    }

    /** A resource as it is stored, and whose it is. */
    private record Row(String patient, String type, String id, Timestamp updated, String text) {}

    private static List<Row> rows(Connection connection, Collection<String> patients) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setArray(1, connection.createArrayOf("text", PATHS.toArray()));
            statement.setArray(2, connection.createArrayOf("text", patients.toArray()));
            statement.setString(3, DerivedResults.ID + "%");
            statement.setArray(4, connection.createArrayOf("text", patients.toArray()));
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getTimestamp(4),
                            row.getString(5)));
                }
            }
        }
        return rows;
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
        Map<String, PatientRecord> records = new HashMap<>();
        persons.forEach((id, person) -> records.put(id, new PatientRecord(person, others.getOrDefault(id, List.of()))));
        return records;
    }

    /** The id of the site that looks after a participant; empty if none does. */
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
