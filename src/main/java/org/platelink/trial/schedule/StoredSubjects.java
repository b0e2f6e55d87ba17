package org.platelink.trial.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.VersionCache.Written;

/**
 * Reads subjects from HAPI's tables, as stored JSON text. A schedule needs few elements of many resources, and
 * parsing them all into HAPI objects would take most of the time.
 */
final class StoredSubjects {

    private static final String SUBJECTS =
            """
            select r.fhir_id, r.res_id, study.fhir_id, p.res_id, p.fhir_id,
                   (select o.fhir_id from hfj_res_link ol join hfj_resource o on o.res_id = ol.target_resource_id
                    where ol.src_resource_id = p.res_id and ol.src_path = 'Patient.managingOrganization'),
                   r.res_ver, r.xmin::text
            from hfj_resource r
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

    private static final String TEXTS =
            """
            select r.res_id, r.res_ver, r.xmin::text, v.res_text_vc
            from hfj_resource r
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_id = any(?)
            """;

    private final StoredTexts texts;
    private final @Nullable VersionCache<SubjectText> cache;

    /** Without a cache, for a transaction that writes subjects itself: it may write one version twice. */
    StoredSubjects(StoredTexts texts) {
        this(texts, null);
    }

    StoredSubjects(StoredTexts texts, @Nullable VersionCache<SubjectText> cache) {
        this.texts = texts;
        this.cache = cache;
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
        List<Row> rows = new ArrayList<>();
        texts.forEach(SUBJECTS + where, "text", ids, row -> rows.add(Row.of(row)));
        Map<Long, SubjectText> known = texts(rows);
        return rows.stream()
                .filter(row -> known.containsKey(row.written().key()))
                .map(row -> row.subject(
                        Objects.requireNonNull(known.get(row.written().key()))))
                .toList();
    }

    /**
     * What the texts of some subjects say, by HAPI's numbers of the resources; only those are read that are not
     * cached.
     */
    private Map<Long, SubjectText> texts(List<Row> rows) throws SQLException {
        Map<Long, SubjectText> found = new HashMap<>();
        List<Long> unread = new ArrayList<>();
        for (Row row : rows) {
            SubjectText known = cache == null ? null : cache.get(row.written());
            if (known == null) {
                unread.add(row.written().key());
            } else {
                found.put(row.written().key(), known);
            }
        }
        if (!unread.isEmpty()) {
            texts.forEach(TEXTS, "bigint", unread, row -> {
                SubjectText text = SubjectText.of(texts.parsed(row.getString(4)));
                if (cache != null) {
                    cache.put(new Written(row.getLong(1), row.getLong(2), row.getString(3)), text);
                }
                found.put(row.getLong(1), text);
            });
        }
        return found;
    }

    /** A row of the query of subjects. */
    private record Row(
            String id, Written written, String study, long patientPid, String patient, @Nullable String site) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    new Written(row.getLong(2), row.getLong(7), row.getString(8)),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getString(6));
        }

        SubjectRecord subject(SubjectText text) {
            return new SubjectRecord(
                    id,
                    text.number(),
                    study,
                    patient,
                    patientPid,
                    site == null ? "" : site,
                    text.consent(),
                    text.states());
        }
    }
}
