package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A validated {@code $sql-export} request, as stored with the job.
 *
 * @param outputs the views, each with the name of its output
 * @param format the code of the format
 * @param header whether CSV begins with the names of the columns
 * @param patients the ids of the Patients; null for all
 * @param groups the Groups of patients
 * @param since only resources changed after this moment, in milliseconds since 1970; null for all
 * @param tracking the client's tracking id of the export; null if it gave none
 * @param cut the name of the data cut whose versions are exported, with its study; null for the current ones
 */
record SqlExportRequest(
        List<Output> outputs,
        String format,
        boolean header,
        @Nullable List<String> patients,
        List<String> groups,
        @Nullable Long since,
        @Nullable String tracking,
        @Nullable String cut) {

    /**
     * An output: its name, and a copy of its ViewDefinition, which may change in the store before the job is done.
     */
    record Output(String name, JsonNode view) {}
}
