package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.platelink.trial.schedule.Anchor.Side;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/** What must hold of any protocol and any way of a subject through it. */
class SchedulePropertyTests {

    private static final LocalDate DAY_0 = LocalDate.of(2024, 1, 31);

    /** A protocol and what took place of it. */
    record Way(Protocol protocol, StudyCourse course, LocalDate asOf) {

        List<ScheduledVisit> schedule() {
            return Schedule.of(protocol, course, asOf);
        }

        Way shifted(long days) {
            List<Occurrence> moved = course.tookPlace().stream()
                    .map(one -> at(one.action(), one.date().first().plusDays(days), one.intervention()))
                    .toList();
            return new Way(protocol, new StudyCourse(course.states(), moved), asOf.plusDays(days));
        }
    }

    @Property(tries = 500)
    void everyVisitComesOnceInTheOrderOfTheProtocol(@ForAll("told") Way told) {
        assertThat(told.schedule())
                .extracting(ScheduledVisit::visit)
                .isEqualTo(told.protocol().visits());
    }

    @Property(tries = 500)
    void theSameQuestionHasTheSameAnswerInWhateverOrderThingsAreKnown(@ForAll("told") Way told) {
        List<Occurrence> reversed = new ArrayList<>(told.course().tookPlace());
        java.util.Collections.reverse(reversed);

        assertThat(Schedule.of(told.protocol(), new StudyCourse(told.course().states(), reversed), told.asOf()))
                .isEqualTo(told.schedule());
    }

    @Property(tries = 500)
    void whatTookPlaceIsJudgedAndWhatDidNotIsNot(@ForAll("told") Way told) {
        for (ScheduledVisit visit : told.schedule()) {
            if (visit.actual() == null) {
                assertThat(visit.status())
                        .isIn(VisitStatus.PLANNED, VisitStatus.DUE, VisitStatus.MISSED, VisitStatus.NOT_APPLICABLE);
                assertThat(visit.deviation()).isNull();
            } else {
                assertThat(visit.status())
                        .isIn(
                                VisitStatus.IN_WINDOW,
                                VisitStatus.EARLY,
                                VisitStatus.LATE,
                                VisitStatus.INDETERMINATE,
                                VisitStatus.NOT_APPLICABLE);
            }
        }
    }

    @Property(tries = 500)
    void theTargetLiesInTheWindow(@ForAll("chains") Way told) {
        for (ScheduledVisit visit : told.schedule()) {
            Window window = visit.window();
            if (window.target() != null && window.earliest() != null) {
                assertThat(window.earliest()).isBeforeOrEqualTo(window.target());
            }
            if (window.target() != null && window.latest() != null) {
                assertThat(window.target()).isBeforeOrEqualTo(window.latest());
            }
        }
    }

    @Property(tries = 500)
    void earlyInWindowAndLateAreExactlyBeforeWithinAndAfter(@ForAll("told") Way told) {
        for (ScheduledVisit visit : told.schedule()) {
            Window window = visit.window();
            if (visit.actual() != null
                    && !visit.visit().isIndex()
                    && window.isStated()
                    && !window.projected()
                    && !visit.visit().unscheduled()) {
                LocalDate day = visit.actual().first();
                VisitStatus expected = window.earliest() != null && day.isBefore(window.earliest())
                        ? VisitStatus.EARLY
                        : window.latest() != null && day.isAfter(window.latest())
                                ? VisitStatus.LATE
                                : VisitStatus.IN_WINDOW;
                assertThat(visit.status()).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 500)
    void theDeviationIsTheDaysFromTheTarget(@ForAll("told") Way told) {
        for (ScheduledVisit visit : told.schedule()) {
            if (visit.deviation() != null) {
                assertThat(visit.window().target().plusDays(visit.deviation()))
                        .isEqualTo(visit.actual().first());
            }
        }
    }

    /** With months the clipping of their ends makes it untrue. */
    @Property(tries = 500)
    void allDaysMoveTogether(@ForAll("chains") Way told, @ForAll("shifts") long days) {
        List<ScheduledVisit> schedule = told.schedule();
        List<ScheduledVisit> moved = told.shifted(days).schedule();

        for (int i = 0; i < schedule.size(); i++) {
            assertThat(moved.get(i).status()).isEqualTo(schedule.get(i).status());
            assertThat(moved.get(i).deviation()).isEqualTo(schedule.get(i).deviation());
        }
    }

    @Property(tries = 500)
    void noVisitIsMissedThatAnEarlierDayDidNotExpect(@ForAll("told") Way told) {
        List<ScheduledVisit> now = told.schedule();
        List<ScheduledVisit> later =
                Schedule.of(told.protocol(), told.course(), told.asOf().plusDays(1));
        for (int i = 0; i < now.size(); i++) {
            boolean stillNotTaken = now.get(i).actual() == null && later.get(i).actual() == null;
            if (stillNotTaken
                    && now.get(i).status() == VisitStatus.MISSED
                    && now.get(i).window().equals(later.get(i).window())) {
                assertThat(later.get(i).status()).isEqualTo(VisitStatus.MISSED);
            }
        }
    }

    @Property(tries = 500)
    void nothingIsOpenAfterWithdrawal(@ForAll("told") Way told) {
        List<StudyCourse.State> states = List.of(
                new StudyCourse.State(SubjectState.SCREENING, Optional.of(PartialDate.of(DAY_0.minusYears(1)))),
                new StudyCourse.State(SubjectState.WITHDRAWN, Optional.of(PartialDate.of(told.asOf()))));

        assertThat(Schedule.of(
                        told.protocol(), new StudyCourse(states, told.course().tookPlace()), told.asOf()))
                .noneMatch(visit -> visit.status().isOpen());
    }

    @Property(tries = 500)
    void aDateKnownByItsMonthIsNeverInTime(@ForAll("told") Way told) {
        List<Occurrence> byMonth = told.course().tookPlace().stream()
                .map(one -> {
                    PartialDate month = PartialDate.of(one.date().text().substring(0, 7), java.time.ZoneOffset.UTC);
                    return new Occurrence(one.action(), month, month, one.reference(), one.intervention(), null, null);
                })
                .toList();

        assertThat(Schedule.of(told.protocol(), new StudyCourse(told.course().states(), byMonth), told.asOf()))
                .filteredOn(visit -> visit.actual() != null)
                .allMatch(visit -> visit.status() == VisitStatus.INDETERMINATE
                        || visit.status() == VisitStatus.NOT_APPLICABLE
                                && visit.visit().unscheduled());
    }

    @Provide
    Arbitrary<Long> shifts() {
        return Arbitraries.longs().between(-400, 400);
    }

    /** Protocols of which each visit hangs on one of those before it in the list, in days and weeks. */
    @Provide
    Arbitrary<Way> chains() {
        return told(ChronoUnit.DAYS, ChronoUnit.WEEKS);
    }

    /** The same with months and years, several anchors, no distances, and unscheduled visits. */
    @Provide
    Arbitrary<Way> told() {
        return told(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS, ChronoUnit.YEARS);
    }

    private static Arbitrary<Way> told(ChronoUnit... units) {
        boolean several = units.length > 2;
        return Arbitraries.integers().between(1, 9).flatMap(size -> {
            Arbitrary<List<Integer>> seeds =
                    Arbitraries.integers().between(0, 1_000_000).list().ofSize(size * 6);
            Arbitrary<List<Integer>> days =
                    Arbitraries.integers().between(-1, 700).list().ofSize(size);
            Arbitrary<Integer> asOf = Arbitraries.integers().between(0, 900);
            return Combinators.combine(seeds, days, asOf)
                    .as((seed, day, seen) ->
                            new Way(protocol(size, seed, several, units), course(day), DAY_0.plusDays(seen)));
        });
    }

    private static Protocol protocol(int size, List<Integer> seed, boolean several, ChronoUnit... units) {
        List<PlannedVisit> visits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Anchor> anchors = new ArrayList<>();
            if (i > 0) {
                anchors.add(anchor(seed, i * 6, i, several, units));
                if (several && i > 1 && seed.get(i * 6 + 5) % 4 == 0) {
                    anchors.add(anchor(seed, (i - 1) * 6, i, true, units));
                }
            }
            boolean unscheduled = several && i > 0 && seed.get(i * 6 + 4) % 7 == 0;
            visits.add(new PlannedVisit(
                    "v" + i, "v" + i, null, List.of(), unscheduled, i % 3 == 0, unscheduled ? List.of() : anchors));
        }
        return new Protocol("p", "p", "", "p", visits);
    }

    private static Anchor anchor(List<Integer> seed, int at, int visit, boolean several, ChronoUnit... units) {
        ChronoUnit unit = units[seed.get(at) % units.length];
        long target = seed.get(at + 1) % 12;
        boolean window = seed.get(at + 2) % 3 != 0;
        boolean none = several && seed.get(at + 2) % 9 == 0;
        Offset low = new Offset(Math.max(0, target - seed.get(at + 3) % 4), unit);
        Offset high = new Offset(target + seed.get(at + 4) % 4, unit);
        return new Anchor(
                "v" + seed.get(at + 5) % visit,
                seed.get(at + 3) % 3 == 0 ? Side.BEFORE : Side.AFTER,
                false,
                none ? null : new Offset(target, unit),
                window && !none ? low : null,
                window && !none ? high : null,
                seed.get(at) % 5 == 0);
    }

    private static StudyCourse course(List<Integer> days) {
        List<Occurrence> tookPlace = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i) >= 0 && days.get(i) % 2 == 0) {
                tookPlace.add(at("v" + i, DAY_0.plusDays(days.get(i)), i % 3 == 0));
            }
        }
        return new StudyCourse(
                List.of(new StudyCourse.State(
                        SubjectState.SCREENING, Optional.of(PartialDate.of(DAY_0.minusYears(10))))),
                tookPlace);
    }

    private static Occurrence at(String action, LocalDate day, boolean intervention) {
        return new Occurrence(
                action, PartialDate.of(day), PartialDate.of(day), "Encounter/" + action, intervention, null, null);
    }
}
