package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for of {@code $sql-export}.
 *
 * @param outputs the views, each with the name of its output
 * @param format the code of the format
 * @param header whether CSV begins with the names of the columns
 * @param patients of which Patients; null for all
 * @param groups of which Groups
 * @param since what changed after this moment, as milliseconds since 1970; null for all
 * @param tracking what the client calls the export; null if nothing
 */
record SqlExportRequest(
        List<Output> outputs,
        String format,
        boolean header,
        @Nullable List<String> patients,
        List<String> groups,
        @Nullable Long since,
        @Nullable String tracking) {

    /** A view by its definition, which may change in the store before the job is done, and what its output is called. */
    record Output(String name, JsonNode view) {}
}
