package org.platelink.analytics.export;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A validated {@code $export} request, as stored with the job.
 *
 * @param types the resource types to export
 * @param filters for a type, the search queries of which its resources must match one
 * @param patients the ids of the Patients to export; null for all
 * @param group the id of the Group to export; null for none
 * @param since only resources changed after this moment, in milliseconds since 1970; null for all
 * @param elements the elements to keep, for a type or for {@code *} all types; empty for all
 * @param cut the name of the data cut whose versions are exported, with its study; null for the current ones
 */
record BulkRequest(
        List<String> types,
        Map<String, List<String>> filters,
        @Nullable List<String> patients,
        @Nullable String group,
        @Nullable Long since,
        Map<String, List<String>> elements,
        @Nullable String cut) {}
