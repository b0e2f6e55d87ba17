package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.VersionStamp;

/**
 * In-memory cache of what was parsed from stored resources. The key identifies the version that a transaction wrote, so
 * an entry never becomes stale. Thread-safe.
 *
 * @param <V> what was parsed
 */
final class VersionCache<V> {

    private final Cache<VersionStamp, V> cache;

    /** @param maximumSize the largest number of entries */
    VersionCache(int maximumSize) {
        this.cache = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

    @Nullable
    V get(VersionStamp written) {
        return cache.getIfPresent(written);
    }

    void put(VersionStamp written, V parsed) {
        cache.put(written, parsed);
    }
}
