package org.platelink.analytics.extract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter of an extraction by patient and time of change.
 *
 * @param patients the ids of the Patients whose resources are wanted; null for all. Resources that belong to no
 *     Patient are not restricted by it
 * @param since only resources changed after this moment; null for all
 */
public record Filter(@Nullable List<String> patients, @Nullable Instant since) {

    /** No restriction. */
    public static final Filter NONE = new Filter(null, null);
}
