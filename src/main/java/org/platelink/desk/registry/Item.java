package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Item of WHO's Trial Registration Data Set, with the study's values.
 *
 * @param number from 1 to 24
 * @param availability present, unknown or missing
 * @param element the FHIRPath of the element that holds it
 * @param values of the study
 * @param notes of the study and the server about it
 */
record Item(int number, String availability, String element, List<String> values, List<String> notes) {

    /** Reads an answer of {@code $trds-completeness}. */
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

    /** The CSS class of its tag. */
    String tone() {
        return switch (availability) {
            case "present" -> "good";
            case "unknown" -> "warn";
            default -> "bad";
        };
    }

    /** The element path, with extensions shortened to the last segment of their URL. */
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
