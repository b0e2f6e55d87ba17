package org.platelink.trial.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.roster.SubjectLines.quantity;

import org.junit.jupiter.api.Test;
import org.platelink.trial.schedule.SubjectVisitLines;
import org.platelink.trial.schedule.SubjectVisits;

class ListedSubjectTests {

    private static final SubjectVisits TREATED = SubjectVisitLines.of(
            "1",
            "2026-06-20",
            "screening since 2026-03-02",
            "eligible since 2026-03-09",
            "on-study-intervention since 2026-03-16",
            "v2-baseline on 2026-03-10",
            "dose infusion-1 on 2026-03-16",
            "fu-d14 on 2026-05-18");

    @Test
    void saysWhereTheSubjectStandsAndWhatComesNext() {
        ListedSubject subject =
                new SubjectLines(TREATED).consent("2026-03-01T23:30:00Z").listed();

        assertThat(subject.consented()).isEqualTo("2026-03-02");
        assertThat(subject.visits().state().code()).isEqualTo("on-study-intervention");
        assertThat(subject.visits().since())
                .hasValueSatisfying(day -> assertThat(day.text()).isEqualTo("2026-03-16"));
        assertThat(subject.visits().doses()).isEqualTo(1);
        assertThat(subject.visits().last())
                .hasValueSatisfying(day -> assertThat(day.text()).isEqualTo("2026-05-18"));
        assertThat(subject.glance().next()).isNotNull();
        assertThat(subject.pending()).isTrue();
    }

    @Test
    void theCourseHasTheLastPlainCountsAndSaysHowManyItLeavesOut() {
        SubjectLines told = new SubjectLines(TREATED);
        for (int day = 1; day <= 26; day++) {
            told.count("c" + day, String.valueOf(day), "2026-04-%02d".formatted(day));
        }
        told.other("d", SubjectLines.counted("", "2026-04-27", "final"));
        told.other("e", SubjectLines.counted(quantity("90", "10*9/L"), "2026-07-01", "final"));

        ListedSubject subject = told.listed();

        assertThat(subject.glance().course().split(" "))
                .hasSize(24)
                .startsWith("2026-04-03=3")
                .endsWith("2026-04-26=26");
        assertThat(subject.glance().unreadable()).isEqualTo(1);
        assertThat(subject.glance().last().reference()).isEqualTo("Observation/c26");
    }

    @Test
    void ofSeveralCountsOfAVisitTheOneThatTheResponseRestsOnIsTaken() {
        ListedSubject subject = new SubjectLines(TREATED)
                .count("b", "12", "2026-03-10")
                .count("early", "62", "2026-05-18T08:00:00+08:00")
                .count("late", "70", "2026-05-18T10:00:00+08:00")
                .response("fu-d14", "R", "12", "early", "b")
                .course("R", "b", "early")
                .listed();

        assertThat(subject.counts())
                .extracting(one -> one.visit().action(), one -> one.count().reference(), CountAtVisit::response)
                .contains(org.assertj.core.groups.Tuple.tuple("fu-d14", "Observation/early", "R"))
                .contains(org.assertj.core.groups.Tuple.tuple("v2-baseline", "Observation/b", null));
        assertThat(subject.best()).isEqualTo("R");
        assertThat(subject.baseline()).isEqualByComparingTo("12");
    }

    @Test
    void withoutAStoredResponseTheNearestCountIsTakenAndOfThoseTheLast() {
        ListedSubject subject = new SubjectLines(TREATED)
                .count("before", "40", "2026-05-17")
                .count("early", "62", "2026-05-18T08:00:00+08:00")
                .count("late", "70", "2026-05-18T10:00:00+08:00")
                .listed();

        assertThat(subject.counts())
                .filteredOn(one -> one.visit().action().equals("fu-d14"))
                .extracting(one -> one.count().reference())
                .containsExactly("Observation/late");
    }

    @Test
    void theBaselineBeforeAnyFollowUpIsTheFirstCountOfTheCourse() {
        assertThat(new SubjectLines(TREATED)
                        .count("b", "12", "2026-03-10")
                        .course("NE", "b")
                        .listed()
                        .baseline())
                .isEqualByComparingTo("12");
    }

    @Test
    void aCountOfTheDayOfTheInfusionThatMayBeOfAfterItIsNotTakenForTheBaseline() {
        assertThat(new SubjectLines(TREATED)
                        .count("b", "12", "2026-03-16T12:00:00+08:00")
                        .course("NE", "b")
                        .listed()
                        .baseline())
                .isNull();
    }

    @Test
    void whoWasNotTreatedHasNoResponse() {
        ListedSubject subject = new SubjectLines(SubjectVisitLines.of("2", "2026-03-05", "screening since 2026-03-02"))
                .count("b", "12", "2026-03-03")
                .listed();

        assertThat(subject.best()).isNull();
        assertThat(subject.baseline()).isNull();
        assertThat(subject.isTreated()).isFalse();
    }
}
