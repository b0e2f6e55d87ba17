package org.platelink.trial.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.platform.hapi.table.ResourceTexts;

/** Reads subjects, as stored JSON text, in the transaction of a connection. */
final class StoredSubjects {

    private final ResearchSubjects subjects;
    private final PatientLinks links;
    private final ResourceTexts texts;
    private final @Nullable VersionCache<SubjectText> cache;

    /** Without a cache, for a transaction that writes subjects itself: it may write one version twice. */
    StoredSubjects(Connection database) {
        this(database, null);
    }

    StoredSubjects(Connection database, @Nullable VersionCache<SubjectText> cache) {
        this.subjects = new ResearchSubjects(database);
        this.links = new PatientLinks(database);
        this.texts = new ResourceTexts(database);
        this.cache = cache;
    }

    /** The subject with an id, in a list that is empty if there is none. */
    List<SubjectRecord> subject(String id) throws SQLException {
        List<Subject> found = subjects.byId(id);
        // With the other screenings of the participant, which say where this one begins and ends.
        return found.isEmpty()
                ? List.of()
                : records(subjects.ofPatients(List.of(found.get(0).patient()))).stream()
                        .filter(one -> one.id().equals(id))
                        .toList();
    }

    /** All subjects of a study, in the order in which they were registered. */
    List<SubjectRecord> subjectsOfStudy(String study) throws SQLException {
        return records(subjects.ofStudy(study));
    }

    /** The subjects that the given Patients are. */
    List<SubjectRecord> subjectsOfPatients(Collection<String> patients) throws SQLException {
        return records(subjects.ofPatients(patients));
    }

    /** The ids of all Patients with a recorded dose, whether it was given or not. */
    List<String> dosed() throws SQLException {
        return links.withAdministration();
    }

    /** Those of the given Patients with a recorded dose, whether it was given or not. */
    List<String> dosed(Collection<String> patients) throws SQLException {
        return links.withAdministration(patients);
    }

    /** Locks the subjects of the given Patients (SELECT FOR UPDATE) until the transaction ends. */
    void lockSubjectsOf(Collection<String> patients) throws SQLException {
        subjects.lockOfPatients(patients);
    }

    private List<SubjectRecord> records(List<Subject> rows) throws SQLException {
        Map<Long, SubjectText> known = texts(rows);
        Map<String, LocalDate> followed = followed(known.values());
        return rows.stream()
                .filter(row -> known.containsKey(row.written().key()))
                .map(row -> record(
                        row, Objects.requireNonNull(known.get(row.written().key())), followed))
                .toList();
    }

    /** When the next screening began, by the ids of the screenings that were followed by another. */
    private static Map<String, LocalDate> followed(Collection<SubjectText> all) {
        Map<String, LocalDate> followed = new HashMap<>();
        all.stream().filter(one -> !one.earlier().isEmpty()).forEach(later -> later.began()
                .ifPresent(day -> followed.put(later.earlier(), day)));
        return followed;
    }

    /**
     * What the texts of some subjects say, by HAPI's numbers of the resources; only those are read that are not
     * cached.
     */
    private Map<Long, SubjectText> texts(List<Subject> rows) throws SQLException {
        Map<Long, SubjectText> found = new HashMap<>();
        List<Long> unread = new ArrayList<>();
        for (Subject row : rows) {
            SubjectText known = cache == null ? null : cache.get(row.written());
            if (known == null) {
                unread.add(row.written().key());
            } else {
                found.put(row.written().key(), known);
            }
        }
        if (!unread.isEmpty()) {
            texts.current(unread, one -> {
                SubjectText text = SubjectText.of(StoredJson.parsed(one.text().json()));
                if (cache != null) {
                    cache.put(one.written(), text);
                }
                found.put(one.written().key(), text);
            });
        }
        return found;
    }

    private static SubjectRecord record(Subject row, SubjectText text, Map<String, LocalDate> followed) {
        return new SubjectRecord(
                row.id(),
                text.number(),
                row.study(),
                row.patient(),
                row.patientKey(),
                row.organization() == null ? "" : row.organization(),
                text.consent(),
                text.arm(),
                text.states(),
                new ScreeningSpan(text.earlier().isEmpty() ? null : text.began().orElse(null), followed.get(row.id())));
    }
}
