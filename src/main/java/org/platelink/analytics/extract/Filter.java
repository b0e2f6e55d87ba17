package org.platelink.analytics.extract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.review.DataCut;

/**
 * Filter of an extraction by patient, time of change and data cut.
 *
 * @param patients the ids of the Patients whose resources are wanted; null for all. Resources that belong to no
 *     Patient are not restricted by it
 * @param since only resources changed after this moment; null for all
 * @param cut the data cut whose versions are read; null for the current ones
 */
public record Filter(@Nullable List<String> patients, @Nullable Instant since, @Nullable DataCut cut) {

    /** No restriction. */
    public static final Filter NONE = new Filter(null, null);

    /** A filter of what is current. */
    public Filter(@Nullable List<String> patients, @Nullable Instant since) {
        this(patients, since, null);
    }
}
