package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** What was read of visits and doses that are stored in one database. Nothing in it is ever out of date. */
final class VisitRecordCache {

    /** Some 30 MB. */
    private static final int MOST = 100_000;

    private final Cache<Written, VisitRecord> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * A resource as a transaction has written it. The number of a version alone is given again where a transaction has failed.
     *
     * @param key HAPI's number of the resource
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
