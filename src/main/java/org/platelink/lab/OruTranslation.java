package org.platelink.lab;

import java.time.ZoneId;
import org.platelink.hl7v2.PatientResult;

/** Turns results of HL7 v2 into FHIR, as HL7's v2-to-FHIR guide maps them, for one site. */
public final class OruTranslation {

    private final SiteMaps maps;
    private final ZoneId zone;

    /**
     * @param maps what the site's words mean
     * @param zone of times that name none
     */
    public OruTranslation(SiteMaps maps, ZoneId zone) {
        this.maps = maps;
        this.zone = zone;
    }

    /**
     * Translates the results of one patient.
     *
     * @param subject whose they are, such as {@code Patient/7}
     */
    public Translated translate(PatientResult patient, String subject) {
        throw new UnsupportedOperationException(maps.site() + zone + patient + subject);
    }
}
