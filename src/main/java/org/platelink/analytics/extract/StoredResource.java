package org.platelink.analytics.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Row of HAPI's tables with a resource's current version.
 *
 * @param text its JSON, without what the other columns hold
 * @param id the resource id
 * @param version the version id
 * @param updated when the version was stored
 * @param source {@code meta.source}; null if it is unknown
 */
record StoredResource(String text, String id, String version, Instant updated, @Nullable String source) {

    static StoredResource of(ResultSet row) throws SQLException {
        return new StoredResource(
                row.getString("res_text_vc"),
                row.getString("fhir_id"),
                row.getString("res_ver"),
                row.getTimestamp("res_updated").toInstant(),
                row.getString("source_uri"));
    }

    /** The resource as a read of it would answer it: with id and meta from the columns at its head. */
    ObjectNode resource(ObjectMapper json) throws IOException {
        ObjectNode resource = json.createObjectNode();
        resource.putNull("resourceType");
        resource.put("id", id);
        ObjectNode meta = resource.putObject("meta");
        meta.put("versionId", version);
        meta.put("lastUpdated", HapiTimestamps.written(updated));
        if (source != null) {
            meta.put("source", source);
        }
        return json.readerForUpdating(resource).readValue(text);
    }
}
