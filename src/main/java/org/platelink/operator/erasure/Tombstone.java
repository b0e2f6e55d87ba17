package org.platelink.operator.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the resource that replaces an erased version: its subject references and its status, rewritten by the
 * server, and a narrative that says what happened.
 */
final class Tombstone {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The elements that refer to the patient or site. Their references are pseudonyms, and the site of a version is
     * determined by them.
     */
    private static final List<String> WHOSE =
            List.of("subject", "patient", "individual", "managingOrganization", "for");

    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[a-z]{1,20}(?:-[a-z]{1,20}){0,4}");

    private Tombstone() {}

    /** The patient to whom a version belongs, such as {@code Patient/1}; null if there is none. */
    static @Nullable String patientOf(VersionName name, String text) {
        if (name.type().equals("Patient")) {
            return name.resource();
        }
        JsonNode was = read(text);
        return WHOSE.stream()
                .map(element -> was.path(element).path("reference").asText())
                .filter(reference -> reference.startsWith("Patient/")
                        && REFERENCE.matcher(reference).matches())
                .findFirst()
                .orElse(null);
    }

    /**
     * Builds the tombstone of a version.
     *
     * @param type the resource type
     * @param text the stored JSON of the version
     * @param sentence what happened, without any of the erased data
     */
    static String of(String type, String text, String sentence) {
        ObjectNode tombstone = JsonNodeFactory.instance.objectNode();
        tombstone.put("resourceType", type);
        tombstone
                .putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", CodeSystems.OBSERVATION_VALUE)
                .put("code", "REDACTED");
        tombstone
                .putObject("text")
                .put("status", "generated")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + escaped(sentence) + "</div>");
        JsonNode was = read(text);
        String status = was.path("status").asText();
        if (CODE.matcher(status).matches()) {
            tombstone.put("status", status);
        }
        for (Iterator<Map.Entry<String, JsonNode>> all = was.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> one = all.next();
            String reference = one.getValue().path("reference").asText();
            if (WHOSE.contains(one.getKey()) && REFERENCE.matcher(reference).matches()) {
                tombstone.putObject(one.getKey()).put("reference", reference);
            }
        }
        return tombstone.toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            // Text that cannot be parsed is erased too, with nothing kept of it.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static String escaped(String sentence) {
        return sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
