package org.platelink.laboratory.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.MessageInterpreter.Understood;
import org.platelink.laboratory.lab.SiteMaps;

/**
 * What was understood of messages when they were answered, until their turn comes; no more than the last ones, and each for
 * one turn.
 */
final class InterpretationCache {

    private static final int MOST = 500;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Cache<UUID, Recent> recent =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    private record Recent(SiteMaps maps, Understood understood) {}

    void remember(UUID message, SiteMaps maps, Understood understood) {
        recent.put(message, new Recent(maps, understood));
    }

    /** What was understood by these very maps; null if it is not known, or no longer. */
    @Nullable
    Understood of(UUID message, SiteMaps maps) {
        Recent known = recent.asMap().remove(message);
        return known == null || known.maps() != maps ? null : known.understood();
    }
}
