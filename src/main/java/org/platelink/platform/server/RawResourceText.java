package org.platelink.platform.server;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The stored text that a resource object stands for, where an answer is written from texts: the object has the id and the meta
 * alone. Who has to know what is in the answer looks here.
 */
public final class RawResourceText {

    private static final String CARRIED = RawResourceText.class.getName();

    private RawResourceText() {}

    /**
     * Lets an object stand for a text.
     *
     * @param members JSON of what the object lacks, as HAPI writes it
     */
    public static void put(Resource carrier, String members) {
        carrier.setUserData(CARRIED, members);
    }

    /** The text that an object stands for; null if it stands for itself. */
    public static @Nullable String of(Resource resource) {
        return (String) resource.getUserData(CARRIED);
    }
}
