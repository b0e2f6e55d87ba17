package org.platelink.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * What a resource holds besides its type, id and meta, in JSON as HAPI stores it. A resource object with the id and the
 * meta carries it to where the answer is written.
 *
 * @param head a JSON object of the type and of what the text has of a meta: profiles, labels, security labels
 * @param members the other members of the JSON object, without the braces; may be empty
 */
record StoredText(String head, String members) {

    /** Only this class can put a text into a resource, or find it there. */
    private static final String CARRIED = StoredText.class.getName();

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Takes a stored text apart.
     *
     * @return null if the text has an id in it, which HAPI keeps beside it, or is not in HAPI's form
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

    /** Where the second member of an object ends. */
    private static int endOfMeta(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != JsonToken.FIELD_NAME
                    || !parser.currentName().equals("meta")) {
                // The type comes first.
            }
            parser.nextToken();
            parser.skipChildren();
            return (int) parser.currentLocation().getCharOffset();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void putInto(IBaseResource carrier) {
        carrier.setUserData(CARRIED, this);
    }

    static @Nullable StoredText carriedBy(IBaseResource resource) {
        return (StoredText) resource.getUserData(CARRIED);
    }

    /**
     * The whole resource.
     *
     * @param carrier the JSON of what carries this text: type, id and meta
     */
    String completing(String carrier) {
        return members.isEmpty() ? carrier : carrier.substring(0, carrier.length() - 1) + "," + members + "}";
    }
}
