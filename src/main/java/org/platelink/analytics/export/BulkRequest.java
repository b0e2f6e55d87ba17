package org.platelink.analytics.export;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for of {@code $export}.
 *
 * @param types which types of resources
 * @param filters for a type the searches of which its resources must fit one
 * @param patients of which Patients; null for all
 * @param group of which Group; null for none
 * @param since what changed after this moment, as milliseconds since 1970; null for all
 * @param elements which elements, for a type or for {@code *} all types; empty for all
 */
record BulkRequest(
        List<String> types,
        Map<String, List<String>> filters,
        @Nullable List<String> patients,
        @Nullable String group,
        @Nullable Long since,
        Map<String, List<String>> elements) {}
