package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.platelink.platform.search.CachedSearch.SearchMatches;

class CachedSearchTests {

    private final CachedSearch search = new CachedSearch(
            "a-search", new SearchParameterMap(), "Observation", RequestPartitionId.defaultPartition(), 20);
    private final List<Integer> runs = new ArrayList<>();
    private List<Long> stored = LongStream.rangeClosed(1, 25).boxed().toList();

    /** The database: answers what is stored now, in its order, and notes how many were asked for. */
    private final IntFunction<SearchMatches> database = most -> {
        runs.add(most);
        List<Long> found = stored.stream().limit(most).toList();
        return new SearchMatches(found.size(), found);
    };

    @Test
    void aSearchWithFewResultsIsRunOnceAndKnowsItsTotal() {
        stored = List.of(3L, 1L, 2L);

        assertThat(search.ids(0, 2, 10, database)).containsExactly(3, 1);
        assertThat(search.ids(2, 4, 10, database)).containsExactly(2);
        assertThat(search.ids(4, 6, 10, database)).isEmpty();
        assertThat(search.total()).hasValue(3);
        assertThat(runs).containsExactly(10);
    }

    @Test
    void theTotalIsUnknownUntilTheEndIsRead() {
        search.ids(0, 5, 10, database);
        assertThat(search.total()).isEmpty();

        search.ids(10, 20, 10, database);

        assertThat(search.total()).hasValue(25);
        assertThat(runs).containsExactly(10, 30);
    }

    @Test
    void asManyAsWereAskedForAreNotTakenForTheEnd() {
        stored = LongStream.rangeClosed(1, 10).boxed().toList();

        assertThat(search.ids(0, 10, 10, database)).hasSize(10);
        assertThat(search.total()).isEmpty();
        assertThat(search.ids(10, 12, 10, database)).isEmpty();
        assertThat(search.total()).hasValue(10);
    }

    @Test
    void whatArrivesInFrontWhileAClientPagesRepeatsNothingAndHidesNothing() {
        List<Long> shown = new ArrayList<>();
        LongStream.of(search.ids(0, 10, 10, database)).forEach(shown::add);
        List<Long> grown = new ArrayList<>(List.of(101L, 102L, 103L));
        grown.addAll(stored);
        stored = grown;

        for (int from = 10; ; from += 10) {
            long[] page = search.ids(from, from + 10, 10, database);
            if (page.length == 0) {
                break;
            }
            LongStream.of(page).forEach(shown::add);
        }

        assertThat(shown)
                .doesNotHaveDuplicates()
                .containsAll(LongStream.rangeClosed(1, 25).boxed().toList());
        assertThat(shown.subList(0, 10))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void whatAClientMayNotSeeIsLeftOutAndCountsForTheEnd() {
        IntFunction<SearchMatches> guarded = most -> {
            List<Long> found = stored.stream().limit(most).toList();
            return new SearchMatches(
                    found.size(), found.stream().filter(id -> id % 2 == 0).toList());
        };

        assertThat(search.ids(0, 100, 10, guarded)).hasSize(12).startsWith(2, 4, 6);
        assertThat(search.total()).hasValue(12);
    }
}
