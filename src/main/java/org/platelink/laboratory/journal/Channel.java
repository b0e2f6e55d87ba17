package org.platelink.laboratory.journal;

import java.util.Locale;

/** The channels through which messages come. */
public enum Channel {
    /** HL7 v2 over HTTPS. */
    HTTPS,
    /** HL7 v2 over MLLP. */
    MLLP,
    /** FHIR over HTTPS. */
    FHIR;

    /** Whether its messages are of HL7 v2. */
    public boolean isHl7v2() {
        return this != FHIR;
    }

    /** The name in the journal, the REST API and the meters. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The channel of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
