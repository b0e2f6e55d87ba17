package org.platelink.security.access;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds the identifiers in what a client of a site writes to the namespaces of its site: by an identifier things are found
 * again, so who could write another site's would answer for it.
 */
final class Namespaces {

    /** Whose identifiers are what a site's laboratory gives, and nothing else. */
    private static final Set<String> LAB = Set.of("Observation", "DiagnosticReport", "Specimen");

    private final SiteRegister sites;

    Namespaces(SiteRegister sites) {
        this.sites = sites;
    }

    /**
     * Refuses what has an identifier of another site's namespace anywhere; and of a laboratory's resources that one is not of
     * the own site's.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 403, with the place
     */
    void check(Caller caller, Resource resource, List<ReferenceOccurrence> mentions) {
        String site = caller.site();
        if (site == null) {
            return;
        }
        for (ReferenceOccurrence mention : mentions) {
            if (!(mention.what() instanceof Identifier identifier)) {
                continue;
            }
            String system = identifier.getSystem();
            boolean own = system != null && caller.identifierSystems().contains(system);
            boolean ofLaboratory = LAB.contains(resource.fhirType()) && isOwnNumber(resource, mention);
            if (!own && (ofLaboratory || system != null && sites.isOfAnother(site, system))) {
                throw Refusals.notYourNamespace(caller, mention.place());
            }
        }
    }

    /** Whether an identifier is the resource's own, and not that of something in it. */
    private static boolean isOwnNumber(Resource resource, ReferenceOccurrence mention) {
        String start = resource.fhirType() + ".identifier[";
        return mention.place().startsWith(start) && mention.place().indexOf('.', start.length()) < 0;
    }
}
