package org.platelink.operator.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version as it stands in the store.
 *
 * @param pid HAPI's number of the version's row
 * @param name which one it is
 * @param text the resource as JSON, without its id and version
 * @param from since when it was the current one
 * @param until when the next one came; null if it is the current one
 */
record StoredVersion(long pid, VersionName name, String text, Instant from, @Nullable Instant until) {

    boolean isCurrent() {
        return until == null;
    }
}
