package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Infusions that were skipped, given out of their order or on one day: "2 weeks apart from the last infusion". */
class SkippedInfusionTests {

    private static final String[] WITHOUT_THE_THIRD = {
        "dose infusion-1 on 2026-01-05", "dose infusion-2 on 2026-01-12", "dose infusion-4 on 2026-01-26"
    };

    private static String line(String action, String asOf, String... way) {
        return CourseLines.line(CourseLines.visit(action, CourseLines.study(), asOf, way))
                .replaceAll(" +", " ");
    }

    private static ScheduledVisit visit(String action, String asOf, String... way) {
        return CourseLines.visit(action, CourseLines.study(), asOf, way);
    }

    private static String[] and(String[] way, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(way), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void judgesTheInfusionAfterASkippedOneFromTheLastThatWasGiven() {
        assertThat(line("infusion-3", "2026-02-01", WITHOUT_THE_THIRD))
                .isEqualTo("infusion-3 missed target 2026-01-26 window 2026-01-23 to 2026-01-29 actual - -"
                        + " | It was skipped: infusion-4, which comes after it, was given on 2026-01-26.");
        assertThat(line("infusion-4", "2026-02-01", WITHOUT_THE_THIRD))
                .isEqualTo("infusion-4 in-window target 2026-01-26 window 2026-01-23 to 2026-01-29 actual 2026-01-26"
                        + " +0 d | infusion-3 was skipped: counted from infusion-2, the last one given before it.");
        assertThat(line("infusion-5", "2026-02-01", WITHOUT_THE_THIRD))
                .isEqualTo("infusion-5 planned target 2026-02-09 window 2026-02-06 to 2026-02-12 actual - -");
        assertThat(visit("infusion-3", "2026-02-01", WITHOUT_THE_THIRD).deviationCodes())
                .containsExactly(DeviationCode.SKIPPED);
        assertThat(visit("infusion-4", "2026-02-01", WITHOUT_THE_THIRD).deviationCodes())
                .containsExactly(DeviationCode.AFTER_SKIPPED);
    }

    @Test
    void keepsTheBoundsOfTheWindowAfterASkippedOne() {
        String[] days = {"2026-01-22", "2026-01-23", "2026-01-29", "2026-01-30"};
        VisitStatus[] statuses = {VisitStatus.EARLY, VisitStatus.IN_WINDOW, VisitStatus.IN_WINDOW, VisitStatus.LATE};
        for (int i = 0; i < days.length; i++) {
            assertThat(visit(
                                    "infusion-4",
                                    "2026-03-01",
                                    "dose infusion-1 on 2026-01-05",
                                    "dose infusion-2 on 2026-01-12",
                                    "dose infusion-4 on " + days[i])
                            .status())
                    .as(days[i])
                    .isEqualTo(statuses[i]);
        }
    }

    @Test
    void countsFromTheNextOneAgainOnceItIsGiven() {
        ScheduledVisit fifth =
                visit("infusion-5", "2026-03-01", and(WITHOUT_THE_THIRD, "dose infusion-5 on 2026-02-09"));

        assertThat(fifth.status()).isEqualTo(VisitStatus.IN_WINDOW);
        assertThat(fifth.deviationCodes()).isEmpty();
        assertThat(visit("fu-d14", "2026-03-01", and(WITHOUT_THE_THIRD, "dose infusion-5 on 2026-02-09"))
                        .window()
                        .target())
                .hasToString("2026-02-23");
    }

    @Test
    void expectsTheNextInfusionWhereTheOneBeforeItIsStillAwaited() {
        String[] way = {"dose infusion-1 on 2026-01-05", "dose infusion-2 on 2026-01-12"};

        // The third is late from 30 January; nobody has skipped it yet.
        assertThat(line("infusion-3", "2026-01-30", way))
                .isEqualTo("infusion-3 missed target 2026-01-26 window 2026-01-23 to 2026-01-29 actual - -");
        assertThat(line("infusion-4", "2026-01-30", way))
                .isEqualTo("infusion-4 planned target 2026-02-09 window 2026-02-03 to 2026-02-15* actual - -");
    }

    @Test
    void countsTheFollowUpFromTheLastOneGivenOnceTheWindowOfTheLastPlannedOneHasPassed() {
        // The window of the fifth is 6 to 12 February, from the fourth.
        assertThat(visit("fu-d14", "2026-02-12", WITHOUT_THE_THIRD).window())
                .isEqualTo(new Window(java.time.LocalDate.parse("2026-02-23"), null, null, true));
        assertThat(visit("fu-d14", "2026-02-13", WITHOUT_THE_THIRD).window())
                .isEqualTo(new Window(java.time.LocalDate.parse("2026-02-09"), null, null, false));
        assertThat(visit("fu-d14", "2026-02-12", and(WITHOUT_THE_THIRD, "follow-up since 2026-02-11"))
                        .window()
                        .target())
                .hasToString("2026-02-09");
    }

    @Test
    void namesInfusionsOutOfOrder() {
        String[] way = and(WITHOUT_THE_THIRD, "dose infusion-3 on 2026-02-09");

        assertThat(line("infusion-3", "2026-03-01", way))
                .isEqualTo("infusion-3 in-window target 2026-02-09 window 2026-02-06 to 2026-02-12 actual 2026-02-09"
                        + " +0 d | Given after infusion-4, planned after it: counted from infusion-4, the last one"
                        + " given before it.");
        assertThat(line("infusion-4", "2026-03-01", way))
                .isEqualTo("infusion-4 in-window target 2026-01-26 window 2026-01-23 to 2026-01-29 actual 2026-01-26"
                        + " +0 d | Given before infusion-3, planned before it: counted from infusion-2, the last one"
                        + " given before it.");
        assertThat(visit("infusion-5", "2026-02-10", way).window().target()).hasToString("2026-02-23");
        assertThat(visit("infusion-3", "2026-03-01", way).deviationCodes()).containsExactly(DeviationCode.OUT_OF_ORDER);
        assertThat(visit("infusion-4", "2026-03-01", way).deviationCodes()).containsExactly(DeviationCode.OUT_OF_ORDER);
    }

    @Test
    void countsTheFollowUpFromAnInfusionGivenAfterTheLastPlannedOne() {
        String[] way = and(WITHOUT_THE_THIRD, "dose infusion-5 on 2026-02-09", "dose infusion-3 on 2026-02-16");

        assertThat(visit("fu-d14", "2026-02-20", way).window().target()).hasToString("2026-03-02");
        // What took place before it was right at its time.
        assertThat(visit("fu-d14", "2026-02-20", and(way, "fu-d14 on 2026-02-15"))
                        .window()
                        .target())
                .hasToString("2026-02-23");
    }

    @Test
    void namesTwoInfusionsOnADay() {
        String[] way = {
            "dose infusion-1 on 2026-01-05",
            "dose infusion-2 on 2026-01-12",
            "dose infusion-3 on 2026-01-26",
            "dose infusion-4 on 2026-01-26"
        };

        assertThat(line("infusion-3", "2026-03-01", way))
                .isEqualTo("infusion-3 in-window target 2026-01-26 window 2026-01-23 to 2026-01-29 actual 2026-01-26"
                        + " +0 d | Given on the same day as infusion-4.");
        assertThat(line("infusion-4", "2026-03-01", way))
                .isEqualTo("infusion-4 early target 2026-02-09 window 2026-02-06 to 2026-02-12 actual 2026-01-26"
                        + " -14 d | Given on the same day as infusion-3.");
    }

    @Test
    void doesNotCallADateKnownByItsMonthOutOfOrder() {
        String[] way = {"dose infusion-1 on 2026-01-05", "dose infusion-2 on 2026-01", "dose infusion-3 on 2026-01-26"};

        assertThat(visit("infusion-2", "2026-03-01", way).deviationCodes()).isEmpty();
        assertThat(visit("infusion-3", "2026-03-01", way).deviationCodes()).isEmpty();
        assertThat(visit("infusion-3", "2026-03-01", way).status()).isEqualTo(VisitStatus.INDETERMINATE);
    }

    @Test
    void keepsWhatWasSkippedAfterTheSubjectWithdrew() {
        ScheduledVisit third = visit("infusion-3", "2026-03-01", and(WITHOUT_THE_THIRD, "withdrawn since 2026-01-27"));

        assertThat(third.status()).isEqualTo(VisitStatus.MISSED);
        assertThat(third.isDeviation()).isTrue();
    }
}
