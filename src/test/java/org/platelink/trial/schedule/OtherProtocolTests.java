package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Test;

/** Protocols that share nothing with the study's: what is written for one trial runs for another. */
class OtherProtocolTests {

    private final Protocol second = ProtocolReader.read(plan(), definition -> false);

    private static PlanDefinition plan() {
        return CourseLines.plan(
                Path.of("src/test/resources/org/platelink/trial/schedule/second/PlanDefinition-second-protocol.json"));
    }

    @Test
    void runs() {
        assertThat(CourseLines.table(CourseLines.schedule(
                        second,
                        "2024-04-20",
                        "screening since 2024-01-05",
                        "run-in on 2024-01-08",
                        "randomisation on 2024-02-05",
                        "surgery on 2024-02-28 to 2024-03-01",
                        "between on 2024-02-20",
                        "wound-check on 2024-03-06",
                        "readmission on 2024-04-02")))
                .isEqualTo(
                        """
                        run-in            in-window      target 2024-01-15 window 2024-01-08 to 2024-01-22  actual 2024-01-08 -7 d
                        randomisation     in-window      target 2024-02-05 window -          to -           actual 2024-02-05 +0 d
                        surgery           in-window      target 2024-02-28 window -          to -           actual 2024-02-28 +0 d
                        between           in-window      target 2024-02-21 window 2024-02-14 to 2024-02-25  actual 2024-02-20 -1 d
                        wound-check       late           target -          window 2024-03-03 to 2024-03-05  actual 2024-03-06 -
                        call              due            target 2024-03-20 window -          to -           actual -          -
                        year              planned        target 2025-02-28 window 2025-01-28 to 2025-03-28  actual -          -
                        readmission       not-applicable target -          window -          to -           actual 2024-04-02 - | It is unscheduled: no window is due to it.
                        early-end         not-applicable target -          window -          to -           actual -          - | It is unscheduled, and nothing has called for it.
                        """);
    }

    @Test
    void saysWhenNoDayKeepsToAllThatAVisitHangsOn() {
        ScheduledVisit between = CourseLines.visit(
                "between",
                second,
                "2024-06-01",
                "randomisation on 2024-02-05",
                "surgery on 2024-05-20",
                "between on 2024-02-20");

        assertThat(between.status()).isEqualTo(VisitStatus.INDETERMINATE);
        assertThat(between.reason()).isEqualTo("It took place, but no day keeps to all that it hangs on.");
    }

    @Test
    void readsAnActionWithoutAnIdByItsDefinition() {
        assertThat(second.actions())
                .isEqualTo("run-in, randomisation, surgery, between, wound-check, call, year, readmission, early-end");
        assertThat(second.canonical()).isEqualTo("https://platelink.org/synthetic/PlanDefinition/second-protocol|2");
    }

    @Test
    void refusesADistanceThatIsNoWholeDays() {
        PlanDefinition plan = plan();
        plan.getAction().get(0).getRelatedActionFirstRep().setOffset(hours("30"));

        assertThatThrownBy(() -> ProtocolReader.read(plan, definition -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "PlanDefinition.action[0]: a distance in hours, minutes or seconds must come to whole days");
    }

    @Test
    void refusesACircleAndWhatHangsOnNothing() {
        PlanDefinition circle = plan();
        circle.getAction().get(1).addRelatedAction().setActionId("between").setOffset(hours("24"));
        assertThatThrownBy(() -> ProtocolReader.read(circle, definition -> false))
                .hasMessageContaining("hangs on itself");

        PlanDefinition dangling = plan();
        dangling.getAction().get(0).getRelatedActionFirstRep().setActionId("nowhere");
        assertThatThrownBy(() -> ProtocolReader.read(dangling, definition -> false))
                .hasMessage("the action run-in hangs on nowhere, which is not one of its actions");
    }

    private static Duration hours(String value) {
        Duration hours = new Duration();
        hours.setValue(new java.math.BigDecimal(value))
                .setSystem("http://unitsofmeasure.org")
                .setCode("h");
        return hours;
    }
}
