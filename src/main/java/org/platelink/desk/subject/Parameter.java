package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads Parameters resources returned by operations. */
final class Parameter {

    private Parameter() {}

    /** The value of the first parameter of a name, as text; empty if there is none. */
    static String text(JsonNode parameters, String name) {
        return all(parameters, name).stream().findFirst().map(Parameter::value).orElse("");
    }

    /** All parameters of a name. */
    static List<JsonNode> all(JsonNode parameters, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (String list : List.of("parameter", "part")) {
            for (JsonNode one : parameters.path(list)) {
                if (one.path("name").asText().equals(name)) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    static String value(JsonNode parameter) {
        for (Map.Entry<String, JsonNode> field : (Iterable<Map.Entry<String, JsonNode>>) parameter::fields) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("valueReference")) {
                return value.path("reference").asText();
            } else if (field.getKey().equals("valueCoding")) {
                return value.path("code").asText();
            } else if (field.getKey().equals("valueCodeableConcept")) {
                return value.path("coding").path(0).path("code").asText();
            } else if (field.getKey().startsWith("value")) {
                return value.asText();
            }
        }
        return "";
    }
}
