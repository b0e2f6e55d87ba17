package org.platelink.laboratory.intake.hl7;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.queue.Interpretation;
import org.platelink.laboratory.lab.SiteMaps;

/**
 * Cache of the interpretations that were made when messages were answered, so that applying them need not repeat the
 * work.
 *
 * <p>It holds the last 500 at most, for a minute at most, and each is used once. An entry is valid only for the very
 * {@link SiteMaps} object that it was made with. Thread-safe (Caffeine).
 */
final class InterpretationCache {

    private static final int MOST = 500;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Cache<UUID, Entry> recent =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    private record Entry(SiteMaps maps, Interpretation interpretation) {}

    void remember(UUID message, SiteMaps maps, Interpretation interpretation) {
        recent.put(message, new Entry(maps, interpretation));
    }

    /** Removes and returns the interpretation that was made with these maps; null if there is none, or no longer. */
    @Nullable
    Interpretation of(UUID message, SiteMaps maps) {
        Entry entry = recent.asMap().remove(message);
        return entry == null || entry.maps() != maps ? null : entry.interpretation();
    }
}
