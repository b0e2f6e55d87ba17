package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.analytics.view.path.Functions.Signature;

/**
 * The functions {@code getResourceKey()} and {@code getReferenceKey()} of SQL on FHIR. A key is the resource's id:
 * every reference of a stored resource is relative, otherwise it would have been refused.
 */
final class KeyFunctions {

    private static final String VERSION = "/_history/";
    private static final int LONGEST_ID = 64;

    private static final Types KEY = Types.of(ElementTypes.STRING);

    private KeyFunctions() {}

    static void addTo(Map<String, Signature> signatures) {
        signatures.put(
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
        signatures.put("getReferenceKey", new Signature(0, 1, KeyFunctions::referenceKey));
    }

    private static Part referenceKey(Functions at, List<Ast> arguments) {
        String type =
                arguments.isEmpty() ? null : Functions.type(arguments.get(0)).name();
        return new Part(
                (input, scope) -> {
                    List<Item> keys = new ArrayList<>(input.size());
                    for (Item item : input) {
                        String key = key(item, type);
                        if (key != null) {
                            keys.add(Item.text(key));
                        }
                    }
                    return keys;
                },
                KEY);
    }

    /**
     * The key to which a reference leads; null if it does not refer to a stored resource, or to one of another type.
     */
    static @Nullable String key(Item item, @Nullable String type) {
        if (item.json() == null) {
            return null;
        }
        String reference = item.json().path("reference").asText();
        int slash = reference.indexOf('/');
        int version = reference.indexOf(VERSION, slash + 1);
        int end = version < 0 ? reference.length() : version;
        boolean isRelative = isType(reference, slash)
                && isId(reference, slash + 1, end)
                && (version < 0 || isId(reference, version + VERSION.length(), reference.length()));
        boolean isWanted = type == null || (slash == type.length() && reference.startsWith(type));
        return isRelative && isWanted ? reference.substring(slash + 1, end) : null;
    }

    // Parsed by hand: most rows have two keys, and a regular expression took a tenth of a row's time.

    /** Whether the reference begins with a type name of this length. */
    private static boolean isType(String reference, int end) {
        for (int i = 0; i < end; i++) {
            char letter = reference.charAt(i);
            boolean isCapital = letter >= 'A' && letter <= 'Z';
            if (!isCapital && (i == 0 || letter < 'a' || letter > 'z')) {
                return false;
            }
        }
        return end > 1;
    }

    /** Whether there is an id between the two positions (FHIR, 2.24.0.1). */
    private static boolean isId(String reference, int from, int end) {
        for (int i = from; i < end; i++) {
            char letter = reference.charAt(i);
            boolean isLetter = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
            if (!isLetter && (letter < '0' || letter > '9') && letter != '-' && letter != '.') {
                return false;
            }
        }
        return end > from && end - from <= LONGEST_ID;
    }
}
