package org.platelink.search;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * What a resource holds besides its type, id and meta, in JSON as HAPI stores it. A resource object with the id and the
 * meta carries it to where the answer is written.
 *
 * @param members the members of the JSON object, without the braces; may be empty
 */
record StoredText(String members) {

    /** Only this class can put a text into a resource, or find it there. */
    private static final String CARRIED = StoredText.class.getName();

    /**
     * Takes the members out of a stored text.
     *
     * @return null if the text has more of an id or a meta in it than HAPI keeps beside it, or is not in HAPI's form
     */
    static @Nullable StoredText of(String type, @Nullable String json) {
        String head = "{\"resourceType\":\"" + type + "\"";
        if (json == null || !json.startsWith(head) || !json.endsWith("}")) {
            return null;
        }
        String members = json.substring(head.length(), json.length() - 1);
        if (members.isEmpty()) {
            return new StoredText("");
        }
        boolean plain = members.startsWith(",\"")
                && !members.startsWith("\"id\"", 1)
                && !members.startsWith("\"_id\"", 1)
                && !members.startsWith("\"meta\"", 1);
        return plain ? new StoredText(members.substring(1)) : null;
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
