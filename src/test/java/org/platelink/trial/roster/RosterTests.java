package org.platelink.trial.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.platelink.study.rules.ChangedRecords;
import org.platelink.trial.safety.GravestGrades.WorstGrade;
import org.platelink.trial.schedule.SubjectVisitLines;

class RosterTests {

    private static final WorstGrade GRAVE = new WorstGrade(3, 1);

    private final InMemorySubjectRows stored = new InMemorySubjectRows();
    private String today = "2026-06-01";
    private final Roster roster = new Roster("study", stored, site -> LocalDate.parse(today));

    /** A subject for each Patient, and what was read of them. */
    private final class InMemorySubjectRows implements SubjectRows {

        private final List<String> subjects = new ArrayList<>(List.of("1", "2"));
        private final List<String> read = new ArrayList<>();
        private boolean away;

        @Override
        public List<ListedSubject> all(String study) {
            return rows("all", subjects);
        }

        @Override
        public List<ListedSubject> of(String study, Collection<String> patients) {
            return rows(
                    String.join(",", new TreeSet<>(patients)),
                    subjects.stream()
                            .filter(one -> patients.contains("p-" + one))
                            .toList());
        }

        private List<ListedSubject> rows(String what, List<String> ids) {
            if (away) {
                throw new IllegalStateException("away");
            }
            read.add(what);
            return ids.stream()
                    .map(id -> new SubjectLines(SubjectVisitLines.of(id, today, "screening since 2026-03-02")).listed())
                    .toList();
        }
    }

    @Test
    void onlyTheRowsOfThoseOfWhomSomethingWasWrittenAreMadeAnew() {
        roster.current();
        roster.current();
        written("p-2", true);
        roster.current();
        roster.current();

        assertThat(stored.read).containsExactly("all", "p-2");
    }

    @Test
    void whoIsNewIsListedAndWhoIsNoLongerASubjectIsNot() {
        roster.current();
        stored.subjects.remove("1");
        stored.subjects.add("3");
        written("p-1", true);
        written("p-3", true);

        assertThat(roster.current()).extracting(ListedSubject::id).containsExactly("2", "3");
    }

    @Test
    void rulesAndANewDayMakeAllAnew() {
        roster.current();
        roster.note(new ChangedRecords(Map.of(), true));
        roster.current();
        today = "2026-06-02";
        roster.current();
        roster.current();

        assertThat(stored.read).containsExactly("all", "all", "all");
    }

    @Test
    void whatFailedIsMadeTheNextTime() {
        roster.current();
        written("p-2", true);
        stored.away = true;
        assertThatThrownBy(roster::current).isInstanceOf(IllegalStateException.class);
        stored.away = false;
        roster.current();

        assertThat(stored.read).containsExactly("all", "p-2");
    }

    @Test
    void aGradeIsKeptAndPendingWhenTheRecordChangesAndCurrentWhenOnlyTheResponseDoes() {
        roster.current();
        tell(roster.pending(5));
        assertThat(roster.current()).noneMatch(ListedSubject::pending);

        written("p-1", false);
        written("p-2", true);

        assertThat(roster.current()).extracting(ListedSubject::pending).containsExactly(false, true);
        assertThat(roster.current()).extracting(ListedSubject::gravest).containsExactly(GRAVE, GRAVE);
        assertThat(roster.pending(5)).extracting(ListedSubject::id).containsExactly("2");
    }

    @Test
    void aGradeOfARecordThatChangedMeanwhileIsNotTaken() {
        roster.current();
        List<ListedSubject> asked = roster.pending(5);
        written("p-2", true);
        roster.current();
        tell(asked);

        assertThat(roster.current()).extracting(ListedSubject::pending).containsExactly(false, true);
    }

    private void written(String patient, boolean ofRecord) {
        roster.note(new ChangedRecords(Map.of(patient, ofRecord), false));
    }

    private void tell(List<ListedSubject> rows) {
        Map<String, WorstGrade> grades = new HashMap<>();
        rows.forEach(row -> grades.put(row.id(), GRAVE));
        roster.told(rows, grades);
    }
}
