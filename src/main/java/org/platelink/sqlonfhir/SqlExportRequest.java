package org.platelink.sqlonfhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.export.ExportJob;

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

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A view by its definition, which may change in the store before the job is done, and what its output is called. */
    record Output(String name, JsonNode view) {}

    String written() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SqlExportRequest of(ExportJob job) {
        try {
            return JSON.readValue(job.request(), SqlExportRequest.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
