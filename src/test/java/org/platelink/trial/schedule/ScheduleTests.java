package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTests {

    private static final Path CASES = Path.of("src/test/resources/org/platelink/trial/schedule");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    /** Each file tells a subject's way, the day, and the schedule that a coordinator would work out by hand. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void comesToWhatACoordinatorWorksOut(Path file) throws IOException {
        List<String> told = Files.readAllLines(file);
        List<String> way = told.stream()
                .filter(line -> (line.contains(" since ") || line.contains(" on ")) && !line.contains(" target "))
                .filter(line -> !line.startsWith("#"))
                .toList();
        String asOf = told.stream()
                .filter(line -> line.startsWith("seen from "))
                .findFirst()
                .orElseThrow()
                .substring("seen from ".length());
        String expected =
                told.stream().filter(line -> line.contains(" target ")).reduce("", (all, line) -> all + line + "\n");

        String made = CourseLines.table(CourseLines.schedule(CourseLines.study(), asOf, way.toArray(String[]::new)));

        assertThat(made).isEqualTo(expected);
    }

    @Test
    void countsTheThirdInfusionFromTheSecondAsItWasGiven() {
        ScheduledVisit second = CourseLines.visit(
                "infusion-2",
                CourseLines.study(),
                "2026-03-01",
                "dose infusion-1 on 2026-01-05",
                "dose infusion-2 on 2026-01-13");
        ScheduledVisit third = CourseLines.visit(
                "infusion-3",
                CourseLines.study(),
                "2026-03-01",
                "dose infusion-1 on 2026-01-05",
                "dose infusion-2 on 2026-01-13",
                "dose infusion-3 on 2026-01-30");

        assertThat(second.status()).isEqualTo(VisitStatus.IN_WINDOW);
        assertThat(second.deviation()).isEqualTo(1);
        assertThat(third.status()).isEqualTo(VisitStatus.IN_WINDOW);
        assertThat(third.deviation()).isEqualTo(3);
    }

    @Test
    void isInTimeOnTheFirstAndTheLastDayOfTheWindowAndOnNoOther() {
        String[] days = {"2026-01-10", "2026-01-11", "2026-01-13", "2026-01-14"};
        VisitStatus[] stands = {VisitStatus.EARLY, VisitStatus.IN_WINDOW, VisitStatus.IN_WINDOW, VisitStatus.LATE};
        for (int i = 0; i < days.length; i++) {
            assertThat(CourseLines.visit(
                                    "infusion-2",
                                    CourseLines.study(),
                                    "2026-03-01",
                                    "dose infusion-1 on 2026-01-05",
                                    "dose infusion-2 on " + days[i])
                            .status())
                    .as(days[i])
                    .isEqualTo(stands[i]);
        }
    }

    @Test
    void isPlannedThenDueThenMissed() {
        String[] days = {"2026-01-10", "2026-01-11", "2026-01-13", "2026-01-14"};
        VisitStatus[] stands = {VisitStatus.PLANNED, VisitStatus.DUE, VisitStatus.DUE, VisitStatus.MISSED};
        for (int i = 0; i < days.length; i++) {
            assertThat(CourseLines.visit("infusion-2", CourseLines.study(), days[i], "dose infusion-1 on 2026-01-05")
                            .status())
                    .as(days[i])
                    .isEqualTo(stands[i]);
        }
    }

    @Test
    void clipsACalendarMonthAtItsEnd() {
        ScheduledVisit month =
                CourseLines.visit("fu-m1", CourseLines.study(), "2026-02-01", "dose infusion-5 on 2026-01-31");

        assertThat(month.window().target()).hasToString("2026-02-28");
    }

    @Test
    void doesNotLookAtWhatCameAfterTheDay() {
        ScheduledVisit before = CourseLines.visit(
                "infusion-2",
                CourseLines.study(),
                "2026-01-12",
                "screening since 2025-12-01",
                "dose infusion-1 on 2026-01-05",
                "dose infusion-2 on 2026-01-13",
                "withdrawn since 2026-01-20");

        assertThat(before.status()).isEqualTo(VisitStatus.DUE);
        assertThat(before.actual()).isNull();
    }

    @Test
    void saysOfADateKnownByMonthThatItCannotBeTold() {
        ScheduledVisit second = CourseLines.visit(
                "infusion-2",
                CourseLines.study(),
                "2026-03-01",
                "dose infusion-1 on 2026-01-05",
                "dose infusion-2 on 2026-01");
        ScheduledVisit third = CourseLines.visit(
                "infusion-3",
                CourseLines.study(),
                "2026-03-01",
                "dose infusion-1 on 2026-01",
                "dose infusion-2 on 2026-01-12",
                "dose infusion-3 on 2026-01-26");

        assertThat(second.status()).isEqualTo(VisitStatus.INDETERMINATE);
        assertThat(second.deviation()).isNull();
        assertThat(third.status()).isEqualTo(VisitStatus.IN_WINDOW);
    }

    @Test
    void missesWhatHadToComeBeforeAVisitThatWasLeftOutToo() {
        ScheduledVisit screening =
                CourseLines.visit("v1-screening", CourseLines.study(), "2026-01-06", "dose infusion-1 on 2026-01-05");

        assertThat(screening.status()).isEqualTo(VisitStatus.MISSED);
    }

    @Test
    void missesAVisitWithoutAWindowOnceALaterOneTookPlace() {
        String[] way = {"dose infusion-5 on 2026-01-05", "fu-m2 on 2026-03-05"};

        assertThat(CourseLines.visit("fu-m1", CourseLines.study(), "2026-03-04", way)
                        .status())
                .isEqualTo(VisitStatus.DUE);
        ScheduledVisit overtaken = CourseLines.visit("fu-m1", CourseLines.study(), "2026-03-06", way);
        assertThat(overtaken.status()).isEqualTo(VisitStatus.MISSED);
        assertThat(overtaken.reason())
                .isEqualTo("It has not taken place, and fu-m2, which comes after it, took place on 2026-03-05.");
        assertThat(CourseLines.visit("fu-m3", CourseLines.study(), "2026-03-06", way)
                        .status())
                .isEqualTo(VisitStatus.PLANNED);
    }
}
