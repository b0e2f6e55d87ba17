package org.platelink.trial.roster;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.platelink.study.rules.ChangedRecords;
import org.platelink.trial.safety.GravestGrades.WorstGrade;
import org.platelink.trial.schedule.SubjectVisits;

/** In-memory table of the subjects of one study, which rebuilds the rows that changed when it is read. Thread-safe. */
final class Roster {

    private static final Comparator<ListedSubject> IN_ORDER = Comparator.comparing(
                    (ListedSubject subject) -> subject.visits().number())
            .thenComparing(ListedSubject::id);

    private final String study;
    private final SubjectRows reading;
    private final Function<String, LocalDate> today;

    /**
     * The changes that are not in the rows yet. It is its own lock, so that a writer does not wait for a reader that
     * rebuilds rows.
     */
    private final Map<String, Boolean> written = new HashMap<>();

    private boolean everything = true;
    private final Map<String, ListedSubject> bySubject = new HashMap<>();
    private volatile List<ListedSubject> listed = List.of();
    private final Set<String> changed = new HashSet<>();

    /**
     * Creates an empty roster; the first read builds all rows.
     *
     * @param today gives the current day at a site
     */
    Roster(String study, SubjectRows reading, Function<String, LocalDate> today) {
        this.study = study;
        this.reading = reading;
        this.today = today;
    }

    void note(ChangedRecords changes) {
        synchronized (written) {
            changes.patients().forEach((patient, ofRecord) -> written.merge(patient, ofRecord, Boolean::logicalOr));
            everything |= changes.rules();
        }
    }

    /** The current rows, after those that changed were rebuilt, ordered by subject number. */
    synchronized List<ListedSubject> current() {
        Map<String, Boolean> patients;
        boolean all;
        synchronized (written) {
            patients = new HashMap<>(written);
            all = everything;
            written.clear();
            everything = false;
        }
        try {
            if (all || isOfAnotherDay()) {
                replace(reading.all(study), Set.copyOf(bySubject.keySet()), Map.of(), true);
            } else if (!patients.isEmpty()) {
                replace(reading.of(study, patients.keySet()), subjectsOf(patients.keySet()), patients, false);
            }
        } catch (RuntimeException | Error failure) {
            note(new ChangedRecords(patients, all));
            throw failure;
        }
        return listed;
    }

    private boolean isOfAnotherDay() {
        Map<String, LocalDate> days = new HashMap<>();
        return listed.stream()
                .map(ListedSubject::visits)
                .filter(SubjectVisits::isCurrent)
                .anyMatch(one -> !one.asOf().equals(days.computeIfAbsent(one.site(), today)));
    }

    private Set<String> subjectsOf(Set<String> patients) {
        Set<String> subjects = new HashSet<>();
        listed.stream().filter(one -> patients.contains(one.visits().patient())).forEach(one -> subjects.add(one.id()));
        return subjects;
    }

    private void replace(List<ListedSubject> made, Set<String> replaced, Map<String, Boolean> ofRecord, boolean all) {
        Map<String, ListedSubject> before = new HashMap<>();
        replaced.forEach(id -> before.put(id, bySubject.remove(id)));
        for (ListedSubject one : made) {
            ListedSubject current = before.get(one.id());
            boolean sameRecord =
                    !all && Boolean.FALSE.equals(ofRecord.get(one.visits().patient()));
            bySubject.put(
                    one.id(), current == null ? one : one.with(current.gravest(), current.pending() || !sameRecord));
            if (!all) {
                changed.add(one.id());
            }
        }
        list();
    }

    private void list() {
        listed = bySubject.values().stream().sorted(IN_ORDER).toList();
    }

    /** The rows whose grade is pending, up to a limit; those whose record changed since the start come first. */
    synchronized List<ListedSubject> pending(int most) {
        List<ListedSubject> pending = listed.stream()
                .filter(ListedSubject::pending)
                .sorted(Comparator.comparing(one -> !changed.contains(one.id())))
                .limit(most)
                .toList();
        if (pending.isEmpty()) {
            changed.clear();
        }
        return pending;
    }

    /** Puts the grades into the rows, except rows that were rebuilt meanwhile. */
    synchronized void told(List<ListedSubject> rows, Map<String, WorstGrade> grades) {
        for (ListedSubject row : rows) {
            ListedSubject now = bySubject.get(row.id());
            if (now != null && now.visits() == row.visits()) {
                bySubject.put(row.id(), now.with(grades.get(row.id()), false));
            }
        }
        list();
    }
}
