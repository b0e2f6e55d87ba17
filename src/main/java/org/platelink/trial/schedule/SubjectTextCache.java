package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.VisitRecordCache.Written;

/**
 * Cache of the parsed texts of subjects. The key identifies the version that a transaction wrote, so that no entry is ever stale.
 * Thread-safe.
 */
final class SubjectTextCache {

    /** About 10 MB. */
    private static final int MAXIMUM_SIZE = 20_000;

    private final Cache<Written, SubjectText> texts =
            Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).build();

    @Nullable
    SubjectText get(Written written) {
        return texts.getIfPresent(written);
    }

    void put(Written written, SubjectText text) {
        texts.put(written, text);
    }
}
