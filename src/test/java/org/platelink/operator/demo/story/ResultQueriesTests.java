package org.platelink.operator.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultQueriesTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 77})
    void ofThreeQueriesOneStaysOpen(long seed) {
        List<SubjectStory> stories = new Cohort(seed, DAY).subjects(12);

        assertThat(all(stories, Event.Query.class)).hasSize(3);
        assertThat(all(stories, Event.QueryReply.class).map(Event.QueryReply::answers))
                .containsExactlyInAnyOrder(true, false);
        assertThat(stories).allSatisfy(story -> all(List.of(story), Event.Query.class)
                .forEach(query -> assertThat(story.until(query.day()).events()).contains(query.sample())));
    }

    private static <T extends Event> Stream<T> all(List<SubjectStory> stories, Class<T> kind) {
        return stories.stream()
                .flatMap(story -> story.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
