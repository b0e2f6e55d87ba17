package org.platelink.trial.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.RecordVersion;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * Rows that analyses gave. A row is found under all that it was made of, so that none is ever out of date: the rules, their
 * parameters, the visits as they stood, the clock of the site, and the version of the record.
 */
final class RowCache {

    /** Of all rows together; a value takes about a hundred bytes. */
    private static final long MOST_VALUES = 300_000;

    private final Cache<Key, Row> rows = Caffeine.newBuilder()
            .maximumWeight(MOST_VALUES)
            .<Key, Row>weigher((key, row) -> values(row.values()))
            .build();

    /**
     * What a row is made of.
     *
     * @param analysis the version of the analysis
     * @param parameters those that are not of the subject
     * @param visits the fingerprint of the subject's visits
     * @param zone the time zone of the site
     */
    record Key(String analysis, String parameters, String visits, String zone, RecordVersion record) {

        static Key of(
                Analysis analysis,
                Map<String, ? extends @Nullable Object> parameters,
                SubjectVisits subject,
                String zone,
                RecordVersion record) {
            return new Key(
                    analysis.version(), new TreeMap<>(parameters).toString(), subject.fingerprint(), zone, record);
        }
    }

    Optional<Row> get(Key key) {
        return Optional.ofNullable(rows.getIfPresent(key));
    }

    void put(Key key, Row row) {
        rows.put(key, row);
    }

    private static int values(@Nullable Object value) {
        Collection<?> within =
                value instanceof Map<?, ?> map ? map.values() : value instanceof Collection<?> list ? list : null;
        return within == null
                ? 1
                : 1 + within.stream().mapToInt(RowCache::values).sum();
    }
}
