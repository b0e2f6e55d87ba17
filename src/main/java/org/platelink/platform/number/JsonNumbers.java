package org.platelink.platform.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Checks all numbers of a JSON tree against the {@link NumberBounds}, before anything is calculated with them or they
 * are written out.
 */
public final class JsonNumbers {

    private JsonNumbers() {}

    /**
     * Checks a tree.
     *
     * @throws NumberOutOfBounds with the path of the first number that is out of bounds
     */
    public static void check(JsonNode tree) {
        check(tree, "");
    }

    private static void check(JsonNode node, String place) {
        if (node.isNumber()) {
            NumberBounds.objection(node.numberValue()).ifPresent(sentence -> {
                throw new NumberOutOfBounds(place, sentence);
            });
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (mayHold(field.getValue())) {
                    check(field.getValue(), place.isEmpty() ? field.getKey() : place + "." + field.getKey());
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (mayHold(node.get(i))) {
                    check(node.get(i), place + "[" + i + "]");
                }
            }
        }
    }

    /** So that paths are built only for nodes that need one. */
    private static boolean mayHold(JsonNode node) {
        return node.isContainerNode() || node.isNumber();
    }
}
