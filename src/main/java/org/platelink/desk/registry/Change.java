package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Difference of a study record at one element path.
 *
 * @param path of the element, extensions by the last segment of their URL
 * @param before the values that were removed
 * @param after the values that were added
 */
record Change(String path, List<String> before, List<String> after) {

    /**
     * Compares two versions. The order of values at a path does not count, so that a value inserted first is one
     * change.
     */
    static List<Change> between(JsonNode older, JsonNode newer) {
        Map<String, List<String>> before = leaves(older);
        Map<String, List<String>> after = leaves(newer);
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            List<String> gone = without(before.getOrDefault(path, List.of()), after.getOrDefault(path, List.of()));
            List<String> come = without(after.getOrDefault(path, List.of()), before.getOrDefault(path, List.of()));
            if (!gone.isEmpty() || !come.isEmpty()) {
                changes.add(new Change(path, gone, come));
            }
        }
        return changes;
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> rest = new ArrayList<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private static Map<String, List<String>> leaves(JsonNode study) {
        Map<String, List<String>> leaves = new LinkedHashMap<>();
        study.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("meta") && !field.getKey().equals("text")) {
                add(field.getKey(), field.getValue(), leaves);
            }
        });
        return leaves;
    }

    private static void add(String path, JsonNode node, Map<String, List<String>> leaves) {
        if (node.isArray()) {
            node.forEach(element -> add(path, element, leaves));
        } else if (node.isObject()) {
            String url = node.path("url").asText();
            boolean isExtension = path.endsWith("xtension");
            String own = isExtension ? path + "(" + url.substring(url.lastIndexOf('/') + 1) + ")" : path;
            node.fields().forEachRemaining(field -> {
                if (!isExtension || !field.getKey().equals("url")) {
                    add(own + "." + field.getKey(), field.getValue(), leaves);
                }
            });
        } else {
            leaves.computeIfAbsent(path, any -> new ArrayList<>()).add(node.asText());
        }
    }
}
