package org.platelink.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.view.path.Compiler.Part;
import org.platelink.view.path.Functions.Signature;

/**
 * {@code getResourceKey()} and {@code getReferenceKey()} of SQL on FHIR. A key is the resource's id: every reference of a stored
 * resource is relative, or it would have been refused.
 */
final class KeyFunctions {

    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?");

    private static final Types KEY = Types.of(ElementTypes.STRING);

    private KeyFunctions() {}

    static void addTo(Map<String, Signature> known) {
        known.put(
                "getResourceKey",
                new Signature(
                        0,
                        0,
                        (at, none) -> Functions.ofOne(KEY, "getResourceKey", item -> {
                            JsonNode id = item.json() == null || !item.json().has("resourceType")
                                    ? null
                                    : item.json().get("id");
                            return id == null ? null : Item.text(id.asText());
                        })));
        known.put("getReferenceKey", new Signature(0, 1, KeyFunctions::referenceKey));
    }

    private static Part referenceKey(Functions at, List<Syntax> arguments) {
        String type =
                arguments.isEmpty() ? null : Functions.type(arguments.get(0)).name();
        return new Part(
                (input, scope) -> input.stream()
                        .map(item -> key(item, type))
                        .filter(Objects::nonNull)
                        .map(Item::text)
                        .toList(),
                KEY);
    }

    private static @Nullable String key(Item item, @Nullable String type) {
        if (item.json() == null) {
            return null;
        }
        Matcher reference = RELATIVE.matcher(item.json().path("reference").asText());
        return reference.matches() && (type == null || reference.group(1).equals(type)) ? reference.group(2) : null;
    }
}
