package org.platelink.platform.server;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.ResourceAttribute;

/**
 * Attaches the stored JSON of a resource to the object that stands for it where a response is written from stored
 * text. The object itself has only the id and the meta; code that has to know what is in the response looks here.
 */
public final class RawResourceText {

    private static final ResourceAttribute<String> ATTRIBUTE =
            ResourceAttribute.of(ResourceAttribute.Name.RAW_TEXT, String.class);

    private RawResourceText() {}

    /**
     * Attaches a text to an object.
     *
     * @param members JSON of what the object lacks, as HAPI writes it
     */
    public static void put(Resource carrier, String members) {
        ATTRIBUTE.set(carrier, members);
    }

    /** The text attached to an object; null if the object stands for itself. */
    public static @Nullable String of(Resource resource) {
        return ATTRIBUTE.of(resource).orElse(null);
    }
}
