package org.platelink.platform.hapi.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.ResourceAttribute;
import org.platelink.platform.server.RawResourceText;

/**
 * The JSON of a stored resource, split so that id and meta can be put in without parsing the rest. A carrier, a HAPI
 * resource object that has just the id and the meta, transports the text to the writer of the response.
 *
 * @param head a JSON object of the type and of the part of the meta that is in the text: profiles, labels, security
 *     labels
 * @param members the other members of the JSON object, without the braces; may be empty
 */
public record StoredText(String head, String members) {

    /** Key of the user data; only this class puts a text into a resource object, or finds it there. */
    private static final ResourceAttribute<TextAttribute> ATTRIBUTE =
            ResourceAttribute.of(ResourceAttribute.Name.STORED_TEXT, TextAttribute.class);

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Splits a stored text.
     *
     * @return null if the text contains an id, which HAPI keeps outside of it, or is not in HAPI's form
     */
    static @Nullable StoredText of(String type, @Nullable String json) {
        String start = "{\"resourceType\":\"" + type + "\"";
        if (json == null || !json.startsWith(start) || !json.endsWith("}")) {
            return null;
        }
        int end = json.startsWith(",\"meta\":{", start.length()) ? endOfMeta(json) : start.length();
        String members = json.substring(end, json.length() - 1);
        boolean plain = members.isEmpty()
                || members.startsWith(",\"")
                        && !members.startsWith("\"id\"", 1)
                        && !members.startsWith("\"_id\"", 1)
                        && !members.startsWith("\"meta\"", 1);
        return plain
                ? new StoredText(json.substring(0, end) + "}", members.isEmpty() ? "" : members.substring(1))
                : null;
    }

    /** The index after the meta, which is the second member of the object. */
    private static int endOfMeta(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != JsonToken.FIELD_NAME
                    || !parser.currentName().equals("meta")) {
                // Skips the type, which comes first.
            }
            parser.nextToken();
            parser.skipChildren();
            return (int) parser.currentLocation().getCharOffset();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A text, as an attribute of its carrier.
     *
     * @param text the part of the resource that the carrier does not have
     * @param labels the carrier's meta besides version, time and source, as members of a JSON object, each after a
     *     comma; may be empty
     */
    private record TextAttribute(StoredText text, String labels) {}

    /**
     * Puts the text into a carrier that has the id and the meta. {@code labels} is the constant part of the meta, in
     * JSON.
     */
    void putInto(Resource carrier, String labels) {
        ATTRIBUTE.set(carrier, new TextAttribute(this, labels));
        RawResourceText.put(carrier, members);
    }

    /** Whether a resource object carries a text. */
    public static boolean isCarriedBy(Resource resource) {
        return ATTRIBUTE.of(resource).isPresent();
    }

    /** The whole resource of a carrier, in JSON; null if the object carries no text. */
    public static @Nullable String whole(Resource carrier) {
        TextAttribute carried = ATTRIBUTE.of(carrier).orElse(null);
        if (carried == null) {
            return null;
        }
        Meta meta = carrier.getMeta();
        StringBuilder json = new StringBuilder(carried.text.members.length() + 300);
        json.append("{\"resourceType\":\"").append(carrier.fhirType()).append("\",\"id\":");
        quote(carrier.getIdElement().getIdPart(), json);
        json.append(",\"meta\":{\"versionId\":");
        quote(meta.getVersionId(), json);
        json.append(",\"lastUpdated\":");
        quote(meta.getLastUpdatedElement().getValueAsString(), json);
        if (meta.hasSource()) {
            json.append(",\"source\":");
            quote(meta.getSource(), json);
        }
        json.append(carried.labels).append('}');
        if (!carried.text.members.isEmpty()) {
            json.append(',').append(carried.text.members);
        }
        return json.append('}').toString();
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
