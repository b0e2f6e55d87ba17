package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * In-memory cache of what was parsed from stored resources. The key identifies the version that a transaction wrote, so
 * an entry never becomes stale. Thread-safe.
 *
 * @param <V> what was parsed
 */
final class VersionCache<V> {

    private final Cache<Written, V> known;

    /** @param maximumSize the largest number of entries */
    VersionCache(int maximumSize) {
        this.known = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

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
    V get(Written written) {
        return known.getIfPresent(written);
    }

    void put(Written written, V parsed) {
        known.put(written, parsed);
    }
}
