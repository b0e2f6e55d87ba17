package org.platelink.trial.roster;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.platelink.trial.safety.GravestGrades.Gravest;

/** The rows of the subjects of a study, as they were made last. */
final class Roster {

    private static final Comparator<ListedSubject> IN_ORDER = Comparator.comparing(
                    (ListedSubject subject) -> subject.visits().number())
            .thenComparing(ListedSubject::id);

    private final String study;
    private final SubjectRows reading;
    private final Function<String, LocalDate> today;

    /** What was written of Patients and is not in the rows yet. Guarded by itself, for who writes must not wait for who reads. */
    private final Map<String, Boolean> written = new HashMap<>();

    private boolean everything = true;
    private final Map<String, ListedSubject> bySubject = new HashMap<>();
    private volatile List<ListedSubject> listed = List.of();
    private final Set<String> changed = new HashSet<>();

    /**
     * Nothing yet.
     *
     * @param today which day it is at a site
     */
    Roster(String study, SubjectRows reading, Function<String, LocalDate> today) {
        this.study = study;
        this.reading = reading;
        this.today = today;
    }

    void note(Changes changes) {
        synchronized (written) {
            changes.patients().forEach((patient, ofRecord) -> written.merge(patient, ofRecord, Boolean::logicalOr));
            everything |= changes.rules();
        }
    }

    /** The rows, after those that are no longer so were made anew; by their numbers. */
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
            note(new Changes(patients, all));
            throw failure;
        }
        return listed;
    }

    private boolean isOfAnotherDay() {
        Map<String, LocalDate> days = new HashMap<>();
        return listed.stream().map(ListedSubject::visits).anyMatch(one -> !one.asOf()
                .equals(days.computeIfAbsent(one.site(), today)));
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
            ListedSubject known = before.get(one.id());
            boolean sameRecord =
                    !all && Boolean.FALSE.equals(ofRecord.get(one.visits().patient()));
            bySubject.put(one.id(), known == null ? one : one.with(known.gravest(), known.pending() || !sameRecord));
            if (!all) {
                changed.add(one.id());
            }
        }
        list();
    }

    private void list() {
        listed = bySubject.values().stream().sorted(IN_ORDER).toList();
    }

    /** Some whose grade is pending, those first whose record changed last. */
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

    /** Takes in the grades of rows, unless they were made anew meanwhile. */
    synchronized void told(List<ListedSubject> rows, Map<String, Gravest> grades) {
        for (ListedSubject row : rows) {
            ListedSubject now = bySubject.get(row.id());
            if (now != null && now.visits() == row.visits()) {
                bySubject.put(row.id(), now.with(grades.get(row.id()), false));
            }
        }
        list();
    }
}
