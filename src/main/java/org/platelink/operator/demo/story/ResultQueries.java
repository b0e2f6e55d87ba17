package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The queries on results: every fourth subject has one on a count of platelets. Of three of them one stays open, one is
 * answered and one is taken back. A query is closed by a monitor, and there is no demo client of that role.
 */
final class ResultQueries {

    /** The offset of the random streams for queries, apart from those of the subjects, histories and incidents. */
    private static final long QUERIES = 4_000_000;

    private static final int EVERY = 4;
    private static final int KINDS = 3;
    private static final int DAYS_TO_QUERY = 2;
    private static final int DAYS_TO_REPLY = 5;

    private static final List<String> TEXTS = List.of(
            "The count does not go with the bleeding of that day. Was the sample taken from this subject?",
            "Was the count repeated in citrate blood? The report does not say so.",
            "The count is far from the one before it. Please look at the source.");

    private ResultQueries() {}

    /** The story with its query, if it is to have one. */
    static SubjectStory in(SubjectStory story) {
        if (story.number() % EVERY != 0) {
            return story;
        }
        RandomStream chance = RandomStream.of(story.cohort().seed(), QUERIES + story.number());
        List<Event> events = new ArrayList<>(story.events());
        LocalDate last = events.get(events.size() - 1).day();
        List<Event.Sample> counted = events.stream()
                .filter(Event.Sample.class::isInstance)
                .map(Event.Sample.class::cast)
                .filter(ResultQueries::hasCount)
                .filter(sample -> !sample.day().plusDays(DAYS_TO_REPLY).isAfter(last))
                .toList();
        if (counted.isEmpty()) {
            return story;
        }
        Event.Sample sample = chance.oneOf(counted);
        events.add(new Event.Query(sample.day().plusDays(DAYS_TO_QUERY), sample, chance.oneOf(TEXTS)));
        LocalDate replied = sample.day().plusDays(DAYS_TO_REPLY);
        switch (story.number() / EVERY % KINDS) {
            case 1 -> events.add(new Event.QueryReply(replied, true, "The source says the same; it is right."));
            case 2 -> events.add(new Event.QueryReply(replied, false, "Settled by the laboratory's report."));
            default -> {
                // It stays open.
            }
        }
        events.sort(Comparator.comparing(Event::day));
        return new SubjectStory(story.cohort(), story.number(), story.person(), story.consent(), events);
    }

    private static boolean hasCount(Event.Sample sample) {
        return sample.results().stream()
                .anyMatch(result ->
                        result.analyte() == Analyte.PLATELETS && result.outcome() instanceof Result.MeasuredValue);
    }
}
