package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.SiteMaps;

/**
 * Distinguishes two analyses that have the same LOINC code by the laboratory's own codes, such as platelets counted
 * in two kinds of tube. A result with LOINC alone, as an EHR sends it, may be either.
 */
final class OwnCodes {

    private final IFhirResourceDao<Observation> results;

    OwnCodes(IFhirResourceDao<Observation> results) {
        this.results = results;
    }

    /**
     * Whether the resource that is stored under an id was sent with other codes of the laboratory's own than a
     * result.
     */
    boolean isOther(Resource result, String id, String site) {
        if (!(result instanceof Observation now)) {
            return false;
        }
        Set<String> codes = codes(now, site);
        if (codes.isEmpty()) {
            return false;
        }
        Observation stored = results.read(new IdType("Observation", id), new SystemRequestDetails());
        Set<String> before = codes(stored, site);
        return !before.isEmpty() && before.stream().noneMatch(codes::contains);
    }

    /** The laboratory's own codes without their systems: one analysis may be named in several systems of the site. */
    private static Set<String> codes(Observation result, String site) {
        return result.getCode().getCoding().stream()
                .filter(coding -> coding.hasSystem() && SiteMaps.isCodeSystem(site, coding.getSystem()))
                .map(Coding::getCode)
                .collect(Collectors.toSet());
    }
}
