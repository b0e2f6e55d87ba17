package org.platelink.analytics.extract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of what is asked for, less than there is.
 *
 * @param patients the ids of the Patients whose resources are wanted; null for all. What belongs to no Patient is not held
 *     to it
 * @param since only what has changed after this moment; null for all
 */
public record Filter(@Nullable List<String> patients, @Nullable Instant since) {

    /** All. */
    public static final Filter NONE = new Filter(null, null);
}
