package org.platelink.platform.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Looks at each number of a JSON tree, before anything is calculated with it or it is written out. */
public final class JsonNumbers {

    private JsonNumbers() {}

    /**
     * Takes a tree or refuses it.
     *
     * @throws NumberOutOfBounds with the place of the first number that is beyond the bounds
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

    /** Places are made for what needs one. */
    private static boolean mayHold(JsonNode node) {
        return node.isContainerNode() || node.isNumber();
    }
}
