package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Typed access to the parts of a ViewDefinition; an invalid part is refused with its path in the definition. */
final class DefinitionParts {

    /** Elements that FHIR allows everywhere. */
    static final Set<String> OF_ANY = Set.of("id", "extension", "modifierExtension");

    private static final Pattern SQL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private DefinitionParts() {}

    static String sqlName(JsonNode holder, String place) {
        String name = text(holder, "name", place);
        if (!SQL_NAME.matcher(name).matches()) {
            throw new ViewRefused(
                    place + ".name",
                    "“" + name + "” is no name: it has letters, digits and _, and begins with a letter.");
        }
        return name;
    }

    static String text(JsonNode holder, String field, String place) {
        JsonNode value = holder.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new ViewRefused(place + "." + field, "Here must be a text.");
        }
        return value.textValue();
    }

    static JsonNode array(JsonNode holder, String field, String place) {
        JsonNode value = holder.path(field);
        if (!value.isArray() && !value.isMissingNode()) {
            throw new ViewRefused(place + "." + field, "Here must be a list.");
        }
        return value;
    }

    /** Refuses unknown fields, since a misspelt one would otherwise be ignored. */
    static void knows(JsonNode holder, Set<String> fields, String place) {
        if (!holder.isObject()) {
            throw new ViewRefused(place, "Here must be an object.");
        }
        holder.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field) && !OF_ANY.contains(field) && !field.startsWith("_")) {
                throw new ViewRefused(
                        place,
                        "“" + field + "” is not known here; known are "
                                + String.join(", ", fields.stream().sorted().toList()) + ".");
            }
        });
    }
}
