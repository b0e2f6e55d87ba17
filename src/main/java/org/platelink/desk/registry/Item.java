package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An item of WHO's Trial Registration Data Set, as a study has it.
 *
 * @param number from 1 to 24
 * @param availability present, unknown or missing
 * @param element where it is kept, in FHIRPath
 * @param values that are there
 * @param notes what the study and the server say of it
 */
record Item(int number, String availability, String element, List<String> values, List<String> notes) {

    /** Those of an answer of $trds-completeness. */
    static List<Item> of(JsonNode parameters) {
        List<Item> items = new ArrayList<>();
        for (JsonNode parameter : parameters.path("parameter")) {
            if ("item".equals(parameter.path("name").asText())) {
                items.add(new Item(
                        parts(parameter, "number", "valueInteger").stream()
                                .mapToInt(Integer::parseInt)
                                .findFirst()
                                .orElse(0),
                        first(parameter, "availability", "valueCode"),
                        first(parameter, "element", "valueString"),
                        parts(parameter, "value", "valueString"),
                        parts(parameter, "note", "valueString")));
            }
        }
        return items;
    }

    /** The class of its tag. */
    String tone() {
        return switch (availability) {
            case "present" -> "good";
            case "unknown" -> "warn";
            default -> "bad";
        };
    }

    /** Where it is kept, with extensions by the last part of their address. */
    String place() {
        return element.replaceAll("https?://[^']+/", "…/");
    }

    private static String first(JsonNode parameter, String name, String type) {
        return parts(parameter, name, type).stream().findFirst().orElse("");
    }

    private static List<String> parts(JsonNode parameter, String name, String type) {
        List<String> values = new ArrayList<>();
        for (JsonNode part : parameter.path("part")) {
            if (name.equals(part.path("name").asText())) {
                values.add(part.path(type).asText());
            }
        }
        return List.copyOf(values);
    }
}
