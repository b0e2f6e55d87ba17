package org.platelink.platform.hapi.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A resource as one transaction wrote it: a key for caches of what was read from it. The version number alone would
 * not do, because it is used again after a transaction has failed.
 *
 * @param key HAPI's numeric id (PID) of the resource
 * @param version the version number
 * @param transaction the id of the transaction that wrote it (PostgreSQL's {@code xmin})
 */
public record VersionStamp(long key, long version, String transaction) {

    /** Reads three columns of a row, from a first one on. */
    static VersionStamp of(ResultSet row, int first) throws SQLException {
        return new VersionStamp(row.getLong(first), row.getLong(first + 1), row.getString(first + 2));
    }
}
