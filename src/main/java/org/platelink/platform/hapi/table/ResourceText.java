package org.platelink.platform.hapi.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The current version of a resource as it is stored.
 *
 * @param type the resource's type
 * @param id its id
 * @param json the text, without the id and the version, which HAPI keeps beside it
 */
public record ResourceText(String type, String id, String json) {

    /** Reads three columns of a row, from a first one on. */
    static ResourceText of(ResultSet row, int first) throws SQLException {
        return new ResourceText(row.getString(first), row.getString(first + 1), row.getString(first + 2));
    }
}
