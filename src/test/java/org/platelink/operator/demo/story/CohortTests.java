package org.platelink.operator.demo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.operator.demo.story.Event.Infusion;
import org.platelink.operator.demo.story.Event.MissedVisit;
import org.platelink.operator.demo.story.Event.Sample;
import org.platelink.operator.demo.story.Event.Visit;
import org.platelink.trial.subject.SubjectState;

class CohortTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");
    private static final Cohort COHORT = new Cohort(1, DAY);

    /** Ten cohorts of forty, as they stand. */
    private static final List<SubjectStory> MANY = IntStream.range(0, 10)
            .mapToObj(seed -> new Cohort(seed, DAY).subjects(40))
            .flatMap(List::stream)
            .map(story -> story.until(DAY))
            .toList();

    @Test
    void aStoryReadsLikeThis() throws IOException {
        try (InputStream approved = Objects.requireNonNull(
                CohortTests.class.getResourceAsStream("/org/platelink/operator/demo/story-of-subject-6.txt"))) {
            assertThat(StoryText.of(COHORT.subject(6).until(DAY)))
                    .isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theSameSeedAndDayGiveTheSameStoriesInAnyNumber() {
        assertThat(new Cohort(1, DAY).subjects(15).subList(0, 7)).isEqualTo(COHORT.subjects(7));
        assertThat(new Cohort(2, DAY).subjects(7)).isNotEqualTo(COHORT.subjects(7));
        assertThat(new Cohort(1, DAY.minusDays(1)).subjects(7)).isNotEqualTo(COHORT.subjects(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 8, 13, 21, 2026, 4711})
    void twelveSubjectsStandInEveryState(long seed) {
        assertThat(new Cohort(seed, DAY).subjects(12))
                .extracting(story -> story.until(DAY).states().get(0))
                .contains(SubjectState.values());
    }

    @Test
    void aStoryGoesOnAfterTheDayThatItIsSeenFrom() {
        assertThat(COHORT.subjects(12)).anySatisfy(story -> {
            assertThat(story.until(DAY).state()).isEqualTo(SubjectState.FOLLOW_UP);
            assertThat(story.until(DAY.plusYears(2)).state()).isEqualTo(SubjectState.OFF_STUDY);
        });
    }

    @Test
    void theSharesAreThoseOfATrial() {
        assertThat(share(MANY.stream().map(story -> story.states().get(0)), SubjectState.INELIGIBLE))
                .isBetween(0.07, 0.11);
        assertThat(share(MANY.stream().map(story -> story.states().get(0)), SubjectState.WITHDRAWN))
                .isBetween(0.09, 0.16);
        assertThat(share(MANY.stream().map(story -> story.person().isMinor()), true))
                .isCloseTo(0.05, within(0.001));
        List<Timing> windowed = all(Visit.class)
                .map(Visit::timing)
                .filter(timing -> timing != Timing.WITHOUT_WINDOW)
                .toList();
        assertThat(1 - share(windowed.stream(), Timing.IN_WINDOW)).isBetween(0.04, 0.1);
        long followUps = all(Visit.class)
                .filter(visit -> visit.action().startsWith("fu-"))
                .count();
        assertThat((double) all(MissedVisit.class).count() / followUps).isBetween(0.03, 0.08);
        assertThat(all(Event.Correction.class).count()).isGreaterThan(200);
    }

    @Test
    void visitsKeepToTheWindowsAsTheySay() {
        for (SubjectStory story : MANY) {
            List<Visit> infusions = visits(story, "infusion-");
            if (isMissed(story, "infusion-3")) {
                continue;
            }
            for (int i = 1; i < infusions.size(); i++) {
                long days = ChronoUnit.DAYS.between(
                        infusions.get(i - 1).day(), infusions.get(i).day());
                int target = i == 1 ? 7 : 14;
                int window = i == 1 ? 1 : 3;
                assertThat(infusions.get(i).timing())
                        .isEqualTo(
                                days < target - window
                                        ? Timing.EARLY
                                        : days > target + window ? Timing.LATE : Timing.IN_WINDOW);
                assertThat(days).isBetween(target - window - 4L, target + window + 6L);
            }
        }
        assertThat(all(Visit.class)).noneMatch(visit -> Itinerary.isWeekend(visit.day()));
        assertThat(all(Visit.class).filter(visit -> visit.reason() != null))
                .isNotEmpty()
                .allMatch(visit -> visit.timing() == Timing.EARLY || visit.timing() == Timing.LATE);
    }

    @Test
    void theBloodIsThatOfTheDisease() {
        assertThat(MANY).allSatisfy(story -> {
            assertThat(platelets(story, "v1-screening")).hasSize(1).allMatch(count -> count >= 3 && count <= 30);
            assertThat(story.person().age()).isBetween(8, 75);
            assertThat(story.person().weight()).isBetween(18.0, 95.0);
        });
        List<SubjectStory> late = MANY.stream()
                .filter(story -> !platelets(story, "fu-m3").isEmpty())
                .toList();
        assertThat(late).hasSizeGreaterThan(100);
        double above = late.stream()
                .filter(story -> platelets(story, "fu-m3").get(0) >= 30)
                .count();
        assertThat(above / late.size()).isBetween(0.35, 0.6);
        assertThat(late)
                .as("a complete response, and one that was lost")
                .anyMatch(story -> platelets(story, "fu-m3").get(0) >= 100)
                .anyMatch(story -> platelets(story, "fu-m3").get(0) >= 40
                        && platelets(story, "fu-m12").stream().anyMatch(count -> count < 30));
    }

    @Test
    void onlyThoseWithoutAnObstacleAreEligible() {
        assertThat(MANY).allSatisfy(story -> {
            LocalDate decided = story.events().stream()
                    .filter(Event.Move.class::isInstance)
                    .map(Event::day)
                    .findFirst()
                    .orElse(DAY);
            boolean obstacle = new ProtocolTruth(story, decided).verdict().equals("ineligible");
            assertThat(obstacle).isEqualTo(story.states().get(0) == SubjectState.INELIGIBLE);
        });
    }

    @Test
    void theDoseIsReckonedFromTheWeightOfTheDay() {
        assertThat(MANY).allSatisfy(story -> {
            List<BigDecimal> weights =
                    visits(story, "infusion-").stream().map(Visit::weight).toList();
            List<Infusion> infusions = story.events().stream()
                    .filter(Infusion.class::isInstance)
                    .map(Infusion.class::cast)
                    .toList();
            assertThat(infusions).extracting(Infusion::weight).isEqualTo(weights);
            assertThat(infusions)
                    .allMatch(infusion ->
                            infusion.dose().compareTo(infusion.weight().movePointRight(2)) == 0);
        });
    }

    private static boolean isMissed(SubjectStory story, String action) {
        return story.events().stream()
                .anyMatch(event ->
                        event instanceof MissedVisit missed && missed.action().equals(action));
    }

    private static List<Visit> visits(SubjectStory story, String prefix) {
        return story.events().stream()
                .filter(Visit.class::isInstance)
                .map(Visit.class::cast)
                .filter(visit -> visit.action().startsWith(prefix))
                .toList();
    }

    private static List<Double> platelets(SubjectStory story, String visit) {
        return story.events().stream()
                .filter(Sample.class::isInstance)
                .map(Sample.class::cast)
                .filter(sample -> sample.action().equals(visit))
                .flatMap(sample -> sample.results().stream())
                .filter(result -> result.analyte() == Analyte.PLATELETS)
                .filter(result -> result.outcome() instanceof Result.MeasuredValue)
                .map(result -> ((Result.MeasuredValue) result.outcome()).value().doubleValue())
                .toList();
    }

    private static <T> Stream<T> all(Class<T> kind) {
        return MANY.stream()
                .flatMap(story -> story.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static <T> double share(Stream<T> values, T wanted) {
        List<T> all = values.toList();
        return (double) all.stream().filter(wanted::equals).count() / all.size();
    }
}
