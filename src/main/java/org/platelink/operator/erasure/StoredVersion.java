package org.platelink.operator.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.ErasableVersions;

/**
 * A resource version as stored in HAPI's table.
 *
 * @param pid HAPI's numeric id of the version's row
 * @param name the resource and version number
 * @param text the resource as JSON, without its id and version
 * @param from when it became the current version
 * @param until when the next version was written; null if it is the current version
 */
record StoredVersion(long pid, VersionName name, String text, Instant from, @Nullable Instant until) {

    static StoredVersion of(VersionName name, ErasableVersions.Version row) {
        return new StoredVersion(row.key(), name, row.json(), row.written(), row.superseded());
    }

    boolean isCurrent() {
        return until == null;
    }
}
