package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.junit.jupiter.api.Test;

/** Graphs of time points and transitions: Vulcan's published examples, and cycles, arms and calls of our own. */
class VulcanGraphTests {

    private static PlanDefinition example(String name) {
        return CourseLines.plan(Path.of("src/test/resources/org/platelink/trial/schedule/vulcan/" + name + ".json"));
    }

    /** The examples name their visits by UUIDs; a course tells them by their titles, with dashes for blanks. */
    private static StudyCourse course(Protocol protocol, String arm, String... lines) {
        StudyCourse told = CourseLines.course(Arrays.stream(lines).toList());
        return new StudyCourse(
                told.states(),
                told.tookPlace().stream()
                        .map(one -> new Occurrence(
                                protocol.visits().stream()
                                        .filter(visit ->
                                                visit.title().replace(' ', '-').equals(one.action()))
                                        .findFirst()
                                        .orElseThrow()
                                        .action(),
                                one.date(),
                                one.end(),
                                one.reference(),
                                one.intervention(),
                                null,
                                null))
                        .toList(),
                arm);
    }

    private static String table(Protocol protocol, String arm, String asOf, String... lines) {
        return Schedule.of(protocol, course(protocol, arm, lines), LocalDate.parse(asOf)).stream()
                .map(visit -> visit.visit().title().replace(' ', '-') + " "
                        + CourseLines.line(visit)
                                .substring(visit.visit().action().length())
                                .strip()
                                .replaceAll(" +", " "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Protocol read(PlanDefinition plan) {
        return ProtocolReader.read(plan, definition -> false);
    }

    @Test
    void runsTheLinearExample() {
        Protocol protocol = read(example("early-termination"));

        assertThat(table(
                        protocol,
                        "",
                        "2026-01-12",
                        "screening since 2025-12-20",
                        "Screening on 2025-12-28",
                        "Treatment-Day-1 on 2026-01-05",
                        "Day-7 on 2026-01-12"))
                .isEqualTo(
                        """
                        Screening in-window target 2026-01-04 window 2025-12-22 to 2026-01-04 actual 2025-12-28 -7 d
                        Treatment-Day-1 in-window target 2026-01-05 window - to - actual 2026-01-05 +0 d
                        Day-7 in-window target 2026-01-11 window 2026-01-10 to 2026-01-12 actual 2026-01-12 +1 d
                        Day-15 planned target 2026-01-19 window 2026-01-17 to 2026-01-21 actual - -
                        End-of-Study planned target 2026-01-25 window 2026-01-24 to 2026-01-26 actual - -
                        Follow-Up planned target 2026-02-24 window 2026-02-16 to 2026-03-04* actual - -
                        """);
    }

    @Test
    void followsTheTransitionOfAWithdrawal() {
        Protocol protocol = read(example("early-termination"));

        String table = table(
                protocol,
                "",
                "2026-01-16",
                "screening since 2025-12-20",
                "Screening on 2025-12-28",
                "Treatment-Day-1 on 2026-01-05",
                "Day-7 on 2026-01-12",
                "withdrawn since 2026-01-13");

        assertThat(table)
                .contains("Day-15 not-applicable")
                .contains("End-of-Study due target 2026-01-17 window 2026-01-16 to 2026-01-18 actual - -");
    }

    @Test
    void branchesByTheArm() {
        Protocol protocol = read(example("branched"));
        String[] way = {"screening since 2025-12-20", "Baseline on 2026-01-05", "D1 on 2026-01-06"};

        assertThat(table(protocol, "Arm-A", "2026-01-06", way)).contains("D2 due target 2026-01-07");
        assertThat(table(protocol, "Arm-B", "2026-01-06", way))
                .contains("D2 not-applicable")
                .contains("| It does not hold that {'Randomised to Arm-A':'true'}.")
                .contains("D7 planned target 2026-01-12");
        assertThat(table(protocol, "", "2026-03-06", way))
                .contains("D2 not-applicable")
                .contains("| Whether it is called for is not known here: {'Randomised to Arm-A':'true'}.");
    }

    @Test
    void readsTheExamplesOfCyclesAndOfMonitoring() {
        // As it is published, the end of the first cycle leads to an id that no action has.
        PlanDefinition published = example("treatment-cycles");
        assertThatThrownBy(() -> read(published))
                .hasMessage("the action a92033b4-f2d7-49d4-bb94-50a1f6f1f50b leads to"
                        + " b2d90db6-5243-47b4-9be5-3baf94d8b450, which is not one of its actions");
        published
                .getAction()
                .get(4)
                .getActionFirstRep()
                .getExtensionByUrl(GraphReader.TRANSITION)
                .getExtensionByUrl("soaTargetId")
                .setValue(new StringType(published.getAction().get(5).getId()));
        Protocol cycles = read(published);
        Protocol monitoring = read(example("monitoring"));

        assertThat(cycles.visits()).hasSize(14);
        assertThat(monitoring.visits()).hasSize(5);
        String table = table(
                cycles,
                "",
                "2026-03-01",
                "screening since 2025-12-20",
                "eligible since 2026-01-02",
                "Screen on 2026-01-02",
                "Rand on 2026-01-05",
                "C1D1 on 2026-01-05");
        assertThat(table)
                .contains("Screen in-window target 2026-01-04 window 2025-12-08 to 2026-01-04")
                .contains("C1D14 missed target 2026-01-18 window 2026-01-16 to 2026-01-20")
                .contains("C2D1 not-applicable")
                .contains("| Whether it is called for is not known here: {'startCycle':True, 'operation': '=='}.")
                .contains("| It follows C2D1, which is not expected.");
        assertThat(table(monitoring, "", "2026-03-01", "screening since 2025-12-20", "IS on 2026-01-05"))
                .contains("IS in-window");
    }

    /** Day 1 of cycles every 21 days up to 6 times, a call 7 days after randomisation, a follow-up after the last. */
    private static PlanDefinition cycles() {
        PlanDefinition plan = new PlanDefinition();
        plan.setUrl("https://platelink.org/synthetic/PlanDefinition/cycles").setTitle("Cycles");
        timePoint(plan, "randomisation", "0", "randomisation", null);
        timePoint(plan, "cycle", "0", "randomisation", "3");
        plan.getAction()
                .get(1)
                .setTiming(new Timing()
                        .setRepeat(new Timing.TimingRepeatComponent()
                                .setFrequency(1)
                                .setPeriod(21)
                                .setPeriodUnit(Timing.UnitsOfTime.D)
                                .setCount(1)
                                .setCountMax(6)));
        timePoint(plan, "call", "7", "randomisation", "1");
        plan.getAction()
                .get(2)
                .addCode()
                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "PHONE", null));
        timePoint(plan, "follow-up", "30", "cycle", "7");
        return plan;
    }

    private static void timePoint(PlanDefinition plan, String id, String day, String reference, String range) {
        plan.addAction().setTitle(id).setId(id);
        var point =
                plan.getAction().get(plan.getAction().size() - 1).addExtension().setUrl(GraphReader.TIME_POINT);
        point.addExtension("soaPlannedTimePoint", days(day));
        point.addExtension("soaReferenceTimePoint", new StringType(reference));
        if (range != null) {
            point.addExtension(
                    "soaPlannedRange",
                    new org.hl7.fhir.r4.model.Range().setLow(days(range)).setHigh(days(range)));
        }
    }

    private static org.hl7.fhir.r4.model.Quantity days(String number) {
        return new org.hl7.fhir.r4.model.Quantity()
                .setValue(new java.math.BigDecimal(number))
                .setSystem("http://unitsofmeasure.org")
                .setCode("d");
    }

    @Test
    void repeatsACycleUpToItsNumber() {
        Protocol protocol = read(cycles());
        String[] way = {
            "screening since 2025-12-20",
            "randomisation on 2026-01-05",
            "cycle.1 on 2026-01-05",
            "cycle.2 on 2026-01-27",
            "cycle.4 on 2026-02-17"
        };

        assertThat(protocol.actions())
                .isEqualTo("randomisation, cycle.1, cycle.2, cycle.3, cycle.4, cycle.5, cycle.6, call, follow-up");
        assertThat(CourseLines.line(CourseLines.visit("cycle.2", protocol, "2026-02-20", way)))
                .contains("in-window")
                .contains("window 2026-01-23 to 2026-01-29");
        assertThat(CourseLines.visit("cycle.3", protocol, "2026-02-20", way).deviationCodes())
                .containsExactly(DeviationCode.SKIPPED);
        assertThat(CourseLines.visit("cycle.4", protocol, "2026-02-20", way)
                        .window()
                        .target())
                .hasToString("2026-02-17");
        assertThat(CourseLines.visit("cycle.5", protocol, "2026-02-20", way)
                        .window()
                        .target())
                .hasToString("2026-03-10");
        assertThat(CourseLines.visit("call", protocol, "2026-02-20", way)
                        .visit()
                        .contact())
                .isEqualTo("PHONE");
    }

    @Test
    void repeatsUntilWithdrawalAndFollowsTheLastCycleHeld() {
        Protocol protocol = read(cycles());
        String[] withdrawn = {
            "screening since 2025-12-20",
            "randomisation on 2026-01-05",
            "cycle.1 on 2026-01-05",
            "withdrawn since 2026-01-20"
        };

        assertThat(CourseLines.visit("cycle.2", protocol, "2026-03-01", withdrawn)
                        .status())
                .isEqualTo(VisitStatus.NOT_APPLICABLE);
        assertThat(CourseLines.visit("follow-up", protocol, "2026-03-01", withdrawn)
                        .window()
                        .target())
                .hasToString("2026-02-04");
    }

    @Test
    void branchesByFhirPathAndLeavesOtherLanguagesUndecided() {
        PlanDefinition plan = cycles();
        var transition = plan.getAction().get(0).addAction();
        transition.addExtension().setUrl(GraphReader.TRANSITION).addExtension("soaTargetId", new StringType("call"));
        var condition = transition.addCondition();
        condition.setKind(PlanDefinition.ActionConditionKind.START);
        condition.setExpression(new Expression().setLanguage("text/fhirpath").setExpression("actualArm = 'A'"));
        Protocol protocol = read(plan);
        String[] way = {"screening since 2025-12-20", "randomisation on 2026-01-05"};

        assertThat(table(protocol, "A", "2026-01-12", way)).contains("call due target 2026-01-12");
        assertThat(table(protocol, "B", "2026-01-12", way)).contains("It does not hold that actualArm = 'A'.");
        assertThat(table(protocol, "", "2026-03-12", way)).contains("is not known here: actualArm = 'A'.");

        condition.getExpression().setLanguage("text/cql-identifier").setExpression("Platelets below 30");
        assertThat(table(read(plan), "A", "2026-03-12", way)).contains("is not known here: Platelets below 30.");
        assertThat(table(read(plan), "A", "2026-03-12", way[0], way[1], "call on 2026-01-14"))
                .contains("call late target 2026-01-12");
    }

    @Test
    void refusesWhatItCannotRead() {
        PlanDefinition endless = cycles();
        ((Timing) endless.getAction().get(1).getTiming())
                .getRepeat()
                .setCount(0)
                .setCountMax(101);
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("needs a count or countMax from 1 to 100");

        PlanDefinition nowhere = cycles();
        nowhere.getAction()
                .get(0)
                .addAction()
                .addExtension()
                .setUrl(GraphReader.TRANSITION)
                .addExtension("soaTargetId", new StringType("nowhere"));
        assertThatThrownBy(() -> read(nowhere))
                .hasMessageContaining("the action randomisation leads to nowhere, which is not one of its actions");

        PlanDefinition wrong = cycles();
        var transition = wrong.getAction().get(0).addAction();
        transition.addExtension().setUrl(GraphReader.TRANSITION).addExtension("soaTargetId", new StringType("call"));
        transition
                .addCondition()
                .setExpression(new Expression().setLanguage("text/fhirpath").setExpression("(("));
        assertThatThrownBy(() -> read(wrong)).hasMessageContaining("is not FHIRPath");
    }
}
