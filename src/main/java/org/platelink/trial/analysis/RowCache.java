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
 * In-memory cache of the rows that analyses returned. The key holds everything from which a row is computed, so an
 * entry never becomes stale: the rules, their parameters, the visits, the time zone of the site, and the version of
 * the record. Thread-safe.
 */
final class RowCache {

    /** Limit for all rows together; a value takes about a hundred bytes. */
    private static final long MOST_VALUES = 300_000;

    private final Cache<Key, Row> rows = Caffeine.newBuilder()
            .maximumWeight(MOST_VALUES)
            .<Key, Row>weigher((key, row) -> values(row.values()))
            .build();

    /**
     * Cache key: everything from which a row is computed.
     *
     * @param analysis the version of the analysis
     * @param parameters the parameters that do not depend on the subject
     * @param visits the fingerprint of the subject's visits
     * @param zone the time zone of the site
     * @param record the version of the patient's record
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
