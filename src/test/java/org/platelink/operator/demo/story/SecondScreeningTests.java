package org.platelink.operator.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.platelink.trial.subject.SubjectState;

class SecondScreeningTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");

    private static final List<SubjectStory> AGAIN = IntStream.range(0, 10)
            .mapToObj(seed -> new Cohort(seed, DAY).subjects(40))
            .flatMap(List::stream)
            .filter(story -> story.events().stream().anyMatch(Event.Rescreening.class::isInstance))
            .toList();

    @Test
    void theSecondBeginsWeeksAfterTheFirstHasEnded() {
        assertThat(AGAIN).hasSizeBetween(10, 35).allSatisfy(story -> {
            LocalDate again = again(story);
            SubjectStory before = story.until(again.minusDays(21));
            assertThat(before.states()).containsExactly(SubjectState.INELIGIBLE);
            assertThat(story.until(again).states()).containsExactly(SubjectState.INELIGIBLE, SubjectState.SCREENING);
            assertThat(story.states()).containsExactly(SubjectState.INELIGIBLE, SubjectState.INELIGIBLE);
        });
    }

    @Test
    void onlyForWhatPasses() {
        assertThat(AGAIN)
                .flatExtracting(SubjectStory::events)
                .filteredOn(event -> event instanceof Event.Move)
                .extracting(event -> String.valueOf(((Event.Move) event).criterion()))
                .isSubsetOf("null", "EXC04", "INC03", "INC05a", "EXC07");
    }

    @Test
    void mostCohortsHaveOneInTheFirstTwelve() {
        assertThat(AGAIN.stream().filter(story -> story.number() <= 12)).hasSizeBetween(6, 10);
    }

    private static LocalDate again(SubjectStory story) {
        return story.events().stream()
                .filter(Event.Rescreening.class::isInstance)
                .findFirst()
                .orElseThrow()
                .day();
    }
}
