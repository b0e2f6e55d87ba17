package org.platelink.security.access;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * Restricts the identifiers in what a client of a site writes to its site's identifier systems. Resources are found
 * by identifier, so a client that could write another site's identifiers would speak for that site.
 */
final class Namespaces {

    /** Types whose identifiers are assigned by a site's laboratory only. */
    private static final Set<String> LAB = Set.of("Observation", "DiagnosticReport", "Specimen");

    private final SiteRegister sites;

    Namespaces(SiteRegister sites) {
        this.sites = sites;
    }

    /**
     * Refuses a resource with an identifier of another site's system anywhere in it, and a laboratory resource with
     * an identifier of its own that is not of the client's site.
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

    /** Whether an identifier is the resource's own, and not that of a nested element. */
    private static boolean isOwnNumber(Resource resource, ReferenceOccurrence mention) {
        String start = resource.fhirType() + ".identifier[";
        return mention.place().startsWith(start) && mention.place().indexOf('.', start.length()) < 0;
    }
}
