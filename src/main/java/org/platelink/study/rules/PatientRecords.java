package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.platform.hapi.table.PatientLinks.Entry;
import org.platelink.platform.hapi.table.VersionStamp;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads the records of participants in one SQL query, within the current transaction if there is
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
        Map<String, RecordVersion> versions = new HashMap<>();
        // A version of a deleted Patient may be included; there is no record for it.
        reading(links -> links.versions(PATHS, patients, DerivedResults.ID))
                .forEach((patient, text) -> versions.put(patient, RecordVersion.of(text)));
        return versions;
    }

    /**
     * The current resources of one kind that refer to a Patient, as stored, whether they are part of the record or
     * not.
     *
     * @param type their type
     * @param path the search parameter path by which they refer, such as {@code Flag.subject}
     */
    public <T extends Resource> List<T> referring(Class<T> type, String path, String patient) {
        return reading(links -> links.records(List.of(path), List.of(patient), DerivedResults.ID)).stream()
                .filter(row -> row.text().type().equals(type.getSimpleName()))
                .map(row -> {
                    T resource =
                            fhir.newJsonParser().parseResource(type, row.text().json());
                    resource.setId(row.text().type() + "/" + row.text().id());
                    return resource;
                })
                .toList();
    }

    private Map<String, PatientRecord> of(
            Collection<String> patients, List<String> paths, Function<String, ZoneId> zones) {
        return records(reading(links -> links.records(paths, patients, DerivedResults.ID)), zones);
    }

    private interface Reading<T> {
        T from(PatientLinks links) throws SQLException;
    }

    private <T> T reading(Reading<T> reading) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return reading.from(new PatientLinks(connection));
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

    private Map<String, PatientRecord> records(List<Entry> rows, Function<String, ZoneId> zones) {
        Map<String, Patient> persons = new HashMap<>();
        rows.stream()
                .filter(row -> row.text().type().equals("Patient"))
                .forEach(row -> persons.put(row.patient(), (Patient) parsed(row, ZoneOffset.UTC)));
        Map<String, List<Resource>> others = new HashMap<>();
        for (Entry row : rows) {
            Patient person = persons.get(row.patient());
            if (person != null && !row.text().type().equals("Patient")) {
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

    private static Map<String, RecordVersion> versions(List<Entry> rows) {
        Map<String, String> texts = rows.stream()
                .sorted(Comparator.comparingLong(row -> row.written().key()))
                .collect(Collectors.groupingBy(
                        Entry::patient, Collectors.mapping(row -> text(row.written()), Collectors.joining(","))));
        Map<String, RecordVersion> versions = new HashMap<>();
        texts.forEach((patient, text) -> versions.put(patient, RecordVersion.of(text)));
        return versions;
    }

    /** As {@link PatientLinks#versions} writes it. */
    private static String text(VersionStamp written) {
        return written.key() + "/" + written.version() + "/" + written.transaction();
    }

    /** The id of the participant's site (managing organization); empty if there is none. */
    public static String site(Patient patient) {
        String id = patient.getManagingOrganization().getReferenceElement().getIdPart();
        return id == null ? "" : id;
    }

    private Resource parsed(Entry row, ZoneId zone) {
        Resource resource = (Resource)
                fhir.newJsonParser().parseResource(SiteTimes.of(row.text().json(), zone));
        resource.setId(row.text().type() + "/" + row.text().id());
        resource.getMeta()
                .setLastUpdated(row.updated())
                .setVersionId(String.valueOf(row.written().version()));
        return resource;
    }
}
