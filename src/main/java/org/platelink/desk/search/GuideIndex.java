package org.platelink.desk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.search.SearchController.Hit;

/**
 * Cached search index of the implementation guide. It finds artifacts and settings by name or description, and pages
 * by any text in them.
 */
final class GuideIndex {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LONGEST_TEXT = 240;

    /** Minimum length of a query for a match within texts; shorter ones occur in too many pages. */
    private static final int SHORTEST_WITHIN_TEXT = 3;

    private static final Map<String, String> KINDS =
            Map.of("setting", "search.setting", "artifact", "search.artifact", "page", "search.page");

    private final LoadingCache<Boolean, List<Entry>> entries;

    GuideIndex(ApiFactory api) {
        this.entries = Caffeine.newBuilder()
                .refreshAfterWrite(KEPT)
                .build(any -> entries(api.ofAnybody().json("/ig/search.json")));
    }

    private record Entry(String kind, String name, String text, String page) {

        boolean isCalled(String text) {
            return SearchController.matches(name, text);
        }

        boolean says(String text) {
            return text.length() >= SHORTEST_WITHIN_TEXT && SearchController.matches(this.text, text);
        }

        Hit hit(String wanted) {
            return new Hit(Objects.requireNonNull(KINDS.get(kind)), name, excerpt(wanted), "/ig/" + page);
        }

        /** The part of the text around the match. */
        private String excerpt(String wanted) {
            if (text.length() <= LONGEST_TEXT) {
                return text;
            }
            int place = Math.max(0, text.toLowerCase(Locale.ROOT).indexOf(wanted.toLowerCase(Locale.ROOT)));
            int from = place < LONGEST_TEXT / 2 ? 0 : text.indexOf(' ', place - LONGEST_TEXT / 2) + 1;
            int to = Math.min(text.length(), from + LONGEST_TEXT);
            return (from > 0 ? "… " : "") + text.substring(from, to) + (to < text.length() ? " …" : "");
        }
    }

    private static List<Entry> entries(JsonNode index) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode one : index) {
            if (KINDS.containsKey(one.path("kind").asText())) {
                entries.add(new Entry(
                        one.path("kind").asText(),
                        one.path("name").asText(),
                        one.path("text").asText(),
                        one.path("page").asText()));
            }
        }
        return List.copyOf(entries);
    }

    /** The first matches of each kind, matches by name before matches by text. */
    List<Hit> find(String text, int mostOfAKind) {
        Map<String, List<Entry>> found = Objects.requireNonNull(entries.get(true)).stream()
                .filter(one -> one.isCalled(text) || one.says(text))
                .collect(Collectors.groupingBy(Entry::kind));
        return Stream.of("setting", "artifact", "page")
                .flatMap(kind -> found.getOrDefault(kind, List.of()).stream()
                        .sorted(Comparator.comparing(one -> !one.isCalled(text)))
                        .limit(mostOfAKind))
                .map(one -> one.hit(text))
                .toList();
    }
}
