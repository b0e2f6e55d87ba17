package org.platelink.operator.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/** What does not go straight, in the first twelve subjects of a cohort. */
class IncidentsTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");

    private static List<SubjectStory> stories(long seed) {
        return new Cohort(seed, DAY).subjects(12);
    }

    private static <T extends Event> List<T> events(SubjectStory story, Class<T> kind) {
        return story.events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Stream<SubjectStory> with(long seed, Class<? extends Event> kind) {
        return stories(seed).stream().filter(story -> !events(story, kind).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 8, 13, 21, 77, 4711})
    void oneDiesInFollowUpAndNothingFollows(long seed) {
        assertThat(with(seed, Event.Death.class)).singleElement().satisfies(story -> {
            LocalDate died = events(story, Event.Death.class).get(0).day();
            assertThat(story.events()).noneMatch(event -> event.day().isAfter(died));
            assertThat(story.until(died.minusDays(1)).state()).isEqualTo(SubjectState.FOLLOW_UP);
            assertThat(story.until(DAY).state()).isEqualTo(SubjectState.OFF_STUDY);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 8, 13, 21, 77, 4711})
    void oneIsWithdrawnByMistakeAndGoesOnBeforeTheNextInfusion(long seed) {
        assertThat(with(seed, Event.StepTakenBack.class)).singleElement().satisfies(story -> {
            LocalDate noticed = events(story, Event.StepTakenBack.class).get(0).day();
            assertThat(story.until(noticed.minusDays(1)).state()).isEqualTo(SubjectState.WITHDRAWN);
            assertThat(story.until(noticed).state()).isEqualTo(SubjectState.ON_STUDY_INTERVENTION);
            assertThat(events(story, Event.Infusion.class).get(1).day()).isAfter(noticed);
            assertThat(story.until(DAY).state()).isEqualTo(SubjectState.FOLLOW_UP);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5})
    void oneIsLostAndTheThirdInfusionOfAnotherIsSkipped(long seed) {
        assertThat(with(seed, Event.Move.class).filter(story -> events(story, Event.Move.class).stream()
                        .anyMatch(move -> move.end() == EndReason.LOST_TO_FOLLOW_UP)))
                .singleElement()
                .satisfies(story -> assertThat(story.until(DAY).state()).isEqualTo(SubjectState.OFF_STUDY));
        assertThat(with(seed, Event.MissedVisit.class).filter(story -> events(story, Event.MissedVisit.class).stream()
                        .anyMatch(missed -> missed.action().equals("infusion-3"))))
                .singleElement()
                .satisfies(story -> assertThat(events(story, Event.Infusion.class))
                        .extracting(Event.Infusion::action)
                        .containsExactly("infusion-1", "infusion-2", "infusion-4", "infusion-5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 36, 49, 60})
    void mostBlocksGoStraight(int number) {
        SubjectStory story = new Cohort(1, DAY).subject(number);

        assertThat(story.events())
                .noneMatch(event -> event instanceof Event.Death || event instanceof Event.StepTakenBack);
    }
}
