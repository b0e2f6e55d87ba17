package org.platelink.platform.server;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the stored JSON of a resource to the object that stands for it where a response is written from stored
 * text. The object itself has only the id and the meta; code that has to know what is in the response looks here.
 */
public final class RawResourceText {

    private static final String CARRIED = RawResourceText.class.getName();

    private RawResourceText() {}

    /**
     * Attaches a text to an object.
     *
     * @param members JSON of what the object lacks, as HAPI writes it
     */
    public static void put(Resource carrier, String members) {
        carrier.setUserData(CARRIED, members);
    }

    /** The text attached to an object; null if the object stands for itself. */
    public static @Nullable String of(Resource resource) {
        return (String) resource.getUserData(CARRIED);
    }
}
