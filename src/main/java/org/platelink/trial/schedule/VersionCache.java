package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * In-memory cache of parsed visits and doses. The key identifies the version that a transaction wrote, so an entry
 * never becomes stale. Thread-safe.
 */
final class VisitRecordCache {

    /** About 30 MB. */
    private static final int MOST = 100_000;

    private final Cache<Written, VisitRecord> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * Cache key: a resource as one transaction wrote it. The version number alone would not do, because it is used
     * again after a transaction has failed.
     *
     * @param key HAPI's numeric id (PID) of the resource
     * @param version the version number
     * @param transaction the id of the transaction that wrote it (PostgreSQL's {@code xmin})
     */
    record Written(long key, long version, String transaction) {}

    @Nullable
    VisitRecord get(Written written) {
        return known.getIfPresent(written);
    }

    void put(Written written, VisitRecord recorded) {
        known.put(written, recorded);
    }
}
