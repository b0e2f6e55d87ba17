package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What became different at one place of a study.
 *
 * @param path of the element, extensions by the last part of their address
 * @param before what stood there and does not any more
 * @param after what stands there and did not before
 */
record Change(String path, List<String> before, List<String> after) {

    /** What differs between two versions. Values are compared wherever they stand among their like, so that a new one first is one change. */
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
