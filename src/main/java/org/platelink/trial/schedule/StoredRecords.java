package org.platelink.trial.schedule;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.platelink.trial.schedule.VersionCache.Written;

/** Reads the Encounters, doses and Consents of subjects from HAPI's tables, as stored JSON text. */
final class StoredRecords {

    /**
     * The materialized CTE makes PostgreSQL start with the reference links and join the rest to them, in no other
     * order. PostgreSQL keeps one generic plan for all patients; a plan made before it knows how large the tables get
     * would scan all resources for each patient.
     */
    private static final String RECORDS =
            """
            with l as materialized (
                select target_resource_id, src_resource_id from hfj_res_link
                where target_resource_id = any(?)
                and src_path in ('Encounter.subject', 'MedicationAdministration.subject'))
            select l.target_resource_id, r.res_id, r.res_ver, r.xmin::text
            from l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            """;

    private static final String TEXTS =
            """
            select r.res_id, r.res_ver, r.xmin::text, r.res_type, r.fhir_id, v.res_text_vc
            from hfj_resource r
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_id = any(?) and r.res_deleted_at is null
            """;

    private static final String VISITS =
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

    private static final String CONSENTS =
            """
            select c.fhir_id, v.res_text_vc
            from hfj_resource c
            join hfj_res_ver v on v.res_id = c.res_id and v.res_ver = c.res_ver
            where c.res_type = 'Consent' and c.fhir_id = any(?)
            """;

    private final StoredTexts texts;

    StoredRecords(StoredTexts texts) {
        this.texts = texts;
    }

    /**
     * The recorded Encounters and doses of Patients, by HAPI's numeric ids of the Patients (PIDs).
     *
     * @param known the cache of records; the text of a cached record is not read again
     */
    Map<Long, List<VisitRecord>> recorded(Collection<Long> patients, VersionCache<VisitRecord> known)
            throws SQLException {
        Map<Long, List<Written>> written = new HashMap<>();
        Map<Written, VisitRecord> read = new HashMap<>();
        List<Long> unread = new ArrayList<>();
        texts.forEach(RECORDS, "bigint", patients, row -> {
            Written one = new Written(row.getLong(2), row.getLong(3), row.getString(4));
            written.computeIfAbsent(row.getLong(1), absent -> new ArrayList<>()).add(one);
            VisitRecord before = known.get(one);
            if (before == null) {
                unread.add(one.key());
            } else {
                read.put(one, before);
            }
        });
        if (!unread.isEmpty()) {
            texts.forEach(TEXTS, "bigint", unread, row -> {
                Written one = new Written(row.getLong(1), row.getLong(2), row.getString(3));
                VisitRecord recorded =
                        VisitRecord.of(row.getString(4), row.getString(5), texts.parsed(row.getString(6)));
                known.put(one, recorded);
                read.put(one, recorded);
            });
        }
        return recorded(written, read);
    }

    /** If a resource was written between the two queries, the version that the second query found is used. */
    private static Map<Long, List<VisitRecord>> recorded(
            Map<Long, List<Written>> written, Map<Written, VisitRecord> read) {
        Map<Long, VisitRecord> byKey = new HashMap<>();
        read.forEach((one, recorded) -> byKey.put(one.key(), recorded));
        Map<Long, List<VisitRecord>> found = new HashMap<>();
        written.forEach((patient, all) -> found.put(
                patient,
                all.stream()
                        .flatMap(one -> Stream.ofNullable(byKey.get(one.key())))
                        .toList()));
        return found;
    }

    /** The recorded Encounters of a Patient. */
    List<VisitRecord> visits(String patient) throws SQLException {
        List<VisitRecord> found = new ArrayList<>();
        texts.forEach(
                VISITS,
                patient,
                row -> found.add(VisitRecord.of(row.getString(1), row.getString(2), texts.parsed(row.getString(3)))));
        return found;
    }

    /** HAPI's numeric ids (PIDs) of Patients. */
    List<Long> patients(Collection<String> ids) throws SQLException {
        List<Long> found = new ArrayList<>();
        texts.forEach(
                "select res_id from hfj_resource where res_type = 'Patient' and fhir_id = any(?)",
                "text",
                ids,
                row -> found.add(row.getLong(1)));
        return found;
    }

    /** The times of consent, as FHIR dateTimes, by the ids of the Consents. */
    Map<String, String> consents(Collection<String> ids) throws SQLException {
        Map<String, String> found = new HashMap<>();
        texts.forEach(CONSENTS, "text", ids, row -> {
            String signed = texts.parsed(row.getString(2)).path("dateTime").asText("");
            if (!signed.isEmpty()) {
                found.put(row.getString(1), signed);
            }
        });
        return found;
    }
}
