package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what refers to Patients, by HAPI's table of reference links. A path is that of the search parameter by which
 * a resource refers, such as {@code Observation.subject}.
 *
 * @param database the connection
 */
public record PatientLinks(Connection database) {

    private static final String RECORDS =
            """
            select p.fhir_id as patient, r.res_type, r.fhir_id, v.res_text_vc,
            r.res_updated, r.res_id, r.res_ver, r.xmin::text
            from hfj_resource p
            join hfj_res_link l on l.target_resource_id = p.res_id and l.src_path = any(?)
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and r.fhir_id not like ?
            union all
            select p.fhir_id, p.res_type, p.fhir_id, v.res_text_vc, p.res_updated, p.res_id, p.res_ver, p.xmin::text
            from hfj_resource p
            join hfj_res_ver v on v.res_id = p.res_id and v.res_ver = p.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?) and p.res_deleted_at is null
            """;

    /** Selects the same resources as {@link #RECORDS}, without their texts. */
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

    /**
     * The materialized CTE makes PostgreSQL start with the reference links and join the rest to them, in no other
     * order. PostgreSQL keeps one generic plan for all patients; a plan made before it knows how large the tables get
     * would scan all resources for each patient.
     */
    private static final String CODED =
            """
            with l as materialized (
                select p.fhir_id as patient, l.src_resource_id
                from hfj_resource p
                join hfj_res_link l on l.target_resource_id = p.res_id
                and l.src_path in ('Observation.subject', 'Consent.patient')
                where p.res_type = 'Patient' and p.fhir_id = any(?))
            select l.patient, r.res_type, r.fhir_id, v.res_text_vc
            from l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_type = 'Consent' or exists (
                select from hfj_spidx_token t where t.res_id = r.res_id and t.hash_sys_and_value = any(?))
            union all
            select p.fhir_id, p.res_type, p.fhir_id, v.res_text_vc
            from hfj_resource p
            join hfj_res_ver v on v.res_id = p.res_id and v.res_ver = p.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?)
            """;

    /** As for {@link #CODED}, the links come first. */
    private static final String SOURCES =
            """
            with l as materialized (
                select target_resource_id, src_resource_id from hfj_res_link
                where target_resource_id = any(?)
                and src_path in ('Encounter.subject', 'MedicationAdministration.subject'))
            select l.target_resource_id, r.res_id, r.res_ver, r.xmin::text
            from l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            """;

    private static final String ENCOUNTERS =
            """
            with l as materialized (
                select src_resource_id from hfj_res_link
                where target_resource_id =
                    (select res_id from hfj_resource where res_type = 'Patient' and fhir_id = ?)
                and src_path = 'Encounter.subject')
            select r.res_type, r.fhir_id, v.res_text_vc
            from l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            """;

    private static final String TARGETS =
            """
            select distinct p.fhir_id
            from hfj_res_link l join hfj_resource p on p.res_id = l.target_resource_id
            where l.src_path = 'MedicationAdministration.subject' and p.res_type = 'Patient'
            """;

    private static final String PATIENT_OF =
            """
            select r.res_id, r.res_type, r.fhir_id, r.res_ver, p.fhir_id
            from hfj_resource r
            left join hfj_res_link l on l.src_resource_id = r.res_id and l.src_path = any(?)
            left join hfj_resource p on p.res_id = l.target_resource_id
            where r.res_id = any(?)
            """;

    /**
     * A resource of a Patient's record.
     *
     * @param patient the id of the Patient
     * @param updated when this version was written
     */
    public record Entry(String patient, ResourceText text, Timestamp updated, VersionStamp written) {}

    /**
     * A resource with the Patient to whom it belongs.
     *
     * @param patient the id of the Patient; null if it refers to none
     */
    public record PatientResource(long key, String type, String id, long version, @Nullable String patient) {}

    /**
     * The Patients and all that refers to them by some paths.
     *
     * @param paths the paths
     * @param patients the ids of the Patients
     * @param exceptIds how the ids of resources begin that are left out
     */
    public List<Entry> records(Collection<String> paths, Collection<String> patients, String exceptIds)
            throws SQLException {
        return Rows.list(
                database,
                RECORDS,
                row -> new Entry(
                        row.getString(1), ResourceText.of(row, 2), row.getTimestamp(5), VersionStamp.of(row, 6)),
                paths,
                patients,
                exceptIds + "%",
                patients);
    }

    /**
     * The versions of all that {@link #records} would give, by the id of the Patient: {@code key/version/transaction}
     * of each, as in {@link VersionStamp}, by key and separated by commas. A deleted Patient may be among them.
     */
    public Map<String, String> versions(Collection<String> paths, Collection<String> patients, String exceptIds)
            throws SQLException {
        Map<String, String> versions = new HashMap<>();
        Rows.each(
                database,
                VERSIONS,
                row -> versions.put(row.getString(1), row.getString(2)),
                paths,
                patients,
                exceptIds + "%",
                patients);
        return versions;
    }

    /** Is given a resource that refers to a Patient. */
    public interface Use {
        /** Uses a resource. */
        void use(String patient, ResourceText text);
    }

    /**
     * Passes on the Patients, their Consents, and their Observations with any of some codes.
     *
     * @param patients the ids of the Patients
     * @param codes the codes, as {@link TokenHashes} of {@code Observation.code}
     */
    public void consentsAndObservations(Collection<String> patients, Collection<Long> codes, Use use)
            throws SQLException {
        Rows.each(
                database,
                CODED,
                row -> use.use(row.getString(1), ResourceText.of(row, 2)),
                patients,
                new Rows.Keys(codes),
                patients);
    }

    /** The current Encounters and MedicationAdministrations of Patients, by the numeric keys of the Patients. */
    public Map<Long, List<VersionStamp>> encountersAndAdministrations(Collection<Long> patients) throws SQLException {
        Map<Long, List<VersionStamp>> found = new HashMap<>();
        Rows.each(
                database,
                SOURCES,
                row -> found.computeIfAbsent(row.getLong(1), absent -> new ArrayList<>())
                        .add(VersionStamp.of(row, 2)),
                new Rows.Keys(patients));
        return found;
    }

    /** The Encounters of a Patient. */
    public List<ResourceText> encounters(String patient) throws SQLException {
        return Rows.list(database, ENCOUNTERS, row -> ResourceText.of(row, 1), patient);
    }

    /** The ids of all Patients with a MedicationAdministration. */
    public List<String> withAdministration() throws SQLException {
        return Rows.list(database, TARGETS + " and p.res_type = any(?)", row -> row.getString(1), List.of("Patient"));
    }

    /** Those of the given Patients with a MedicationAdministration, by id. */
    public List<String> withAdministration(Collection<String> patients) throws SQLException {
        return Rows.list(database, TARGETS + " and p.fhir_id = any(?)", row -> row.getString(1), patients);
    }

    /**
     * To which Patients resources belong.
     *
     * @param keys the numeric keys of the resources; a Patient is among them without an owner
     */
    public List<PatientResource> patientsOf(Collection<Long> keys, Collection<String> paths) throws SQLException {
        return Rows.list(
                database,
                PATIENT_OF,
                row -> new PatientResource(
                        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                paths,
                new Rows.Keys(keys));
    }

    /** The numeric keys of the Patients with these ids. */
    public List<Long> keys(Collection<String> patients) throws SQLException {
        return Rows.list(
                database,
                "select res_id from hfj_resource where res_type = 'Patient' and fhir_id = any(?)",
                row -> row.getLong(1),
                patients);
    }
}
