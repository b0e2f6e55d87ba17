package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/** The study's protocol in Vulcan's two forms is one schedule, whatever happens to a subject. */
class TrialAsGraphPropertyTests {

    private static final LocalDate DAY_0 = LocalDate.parse("2026-01-05");
    private static final Protocol ACTIONS = CourseLines.study();
    private static final Protocol GRAPH =
            ProtocolReader.read(TrialAsGraph.plan(), definition -> definition.endsWith("/visit-infusion"));

    record Way(StudyCourse course, LocalDate asOf) {}

    @Property(tries = 1000)
    void bothFormsGiveTheSameSchedule(@ForAll("ways") Way way) {
        assertThat(CourseLines.table(Schedule.of(GRAPH, way.course(), way.asOf())))
                .isEqualTo(CourseLines.table(Schedule.of(ACTIONS, way.course(), way.asOf())));
        assertThat(codes(Schedule.of(GRAPH, way.course(), way.asOf())))
                .isEqualTo(codes(Schedule.of(ACTIONS, way.course(), way.asOf())));
    }

    private static List<List<DeviationCode>> codes(List<ScheduledVisit> visits) {
        return visits.stream().map(ScheduledVisit::deviationCodes).toList();
    }

    @Provide
    Arbitrary<Way> ways() {
        int visits = ACTIONS.visits().size();
        Arbitrary<List<Integer>> shifts =
                Arbitraries.integers().between(-25, 25).list().ofSize(visits);
        Arbitrary<List<Integer>> held =
                Arbitraries.integers().between(0, 3).list().ofSize(visits);
        Arbitrary<Integer> asOf = Arbitraries.integers().between(-30, 500);
        Arbitrary<Integer> end = Arbitraries.integers().between(0, 900);
        return Combinators.combine(shifts, held, asOf, end)
                .as((shift, took, seen, ended) -> new Way(course(shift, took, ended), DAY_0.plusDays(seen)));
    }

    private static StudyCourse course(List<Integer> shifts, List<Integer> held, int ended) {
        int[] nominal = {-28, -7, 0, 7, 21, 35, 49, 63, 80, 110, 140, 231, 322, 414, 60};
        List<Occurrence> tookPlace = new ArrayList<>();
        for (int i = 0; i < ACTIONS.visits().size(); i++) {
            if (held.get(i) > 0) {
                PlannedVisit visit = ACTIONS.visits().get(i);
                LocalDate day = DAY_0.plusDays(nominal[i] + shifts.get(i));
                PartialDate date =
                        held.get(i) == 3 ? PartialDate.of(day.toString().substring(0, 7)) : PartialDate.of(day);
                tookPlace.add(
                        new Occurrence(visit.action(), date, date, "Encounter/" + i, visit.intervention(), null, null));
            }
        }
        List<StudyCourse.State> states = new ArrayList<>();
        states.add(state(SubjectState.SCREENING, DAY_0.minusDays(60)));
        if (ended < 450) {
            states.add(state(
                    ended % 3 == 0
                            ? SubjectState.FOLLOW_UP
                            : ended % 3 == 1 ? SubjectState.WITHDRAWN : SubjectState.OFF_STUDY,
                    DAY_0.plusDays(ended)));
        }
        return new StudyCourse(states, tookPlace);
    }

    private static StudyCourse.State state(SubjectState state, LocalDate began) {
        return new StudyCourse.State(state, Optional.of(PartialDate.of(began)));
    }
}
