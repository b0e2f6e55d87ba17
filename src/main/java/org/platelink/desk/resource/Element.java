package org.platelink.desk.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Element of a resource as a tree node for display.
 *
 * @param name as FHIR has it; of a repeated one with its number, from 1 on
 * @param value of a simple element, as it is stored; empty for one that has parts
 * @param href the page of a reference's target; null if it has none here
 * @param parts the child elements
 */
record Element(String name, String value, @Nullable String href, List<Element> parts) {

    /** A reference to a resource of this server, to its newest or to a particular version. */
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/([A-Za-z0-9.-]{1,64}))?");

    /** Maximum length of a value shown; the rest of a longer text, such as a document's content, is in the JSON. */
    private static final int LONGEST = 600;

    Element {
        parts = List.copyOf(parts);
    }

    boolean isSimple() {
        return parts.isEmpty();
    }

    /** The elements of a resource, or of a part of one. */
    static List<Element> of(JsonNode json) {
        List<Element> elements = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().equals("resourceType")) {
                continue;
            }
            JsonNode value = field.getValue();
            if (!value.isArray()) {
                elements.add(of(field.getKey(), value));
            } else {
                for (int i = 0; i < value.size(); i++) {
                    elements.add(of(value.size() == 1 ? field.getKey() : field.getKey() + " " + (i + 1), value.get(i)));
                }
            }
        }
        return elements;
    }

    private static Element of(String name, JsonNode json) {
        if (json.isContainerNode()) {
            return new Element(name, "", null, of(json));
        }
        String value = json.asText();
        return new Element(
                name,
                value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value,
                name.equals("reference") ? address(value) : null,
                List.of());
    }

    /** The page of a reference's target; null if that is not on this server. */
    static @Nullable String address(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            return null;
        }
        String page = "/desk/resources/" + matcher.group(1) + "/" + matcher.group(2);
        return matcher.group(3) == null ? page : page + "?version=" + matcher.group(3);
    }
}
