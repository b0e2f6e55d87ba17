package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Checks the site of resources that are kept for later and then written by the server itself, to which no rule at the
 * storage applies.
 */
public final class SiteGuard {

    private final FhirContext fhir;
    private final AccessRules rules;
    private final StoredSites stored;
    private final Namespaces namespaces;
    private final TransactionOperations transaction;

    SiteGuard(
            FhirContext fhir,
            AccessRules rules,
            StoredSites stored,
            Namespaces namespaces,
            TransactionOperations transaction) {
        this.namespaces = namespaces;
        this.fhir = fhir;
        this.rules = rules;
        this.stored = stored;
        this.transaction = transaction;
    }

    /**
     * Requires that the resources of a delivery have identifiers of the client's systems only, and refer to nothing of
     * another site, but to participants who were at this one once.
     *
     * @param site the client's
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 403 if one does not
     */
    public void requireOwn(Caller caller, String site, Collection<Resource> resources) {
        Set<String> references = new TreeSet<>();
        for (Resource resource : resources) {
            namespaces.check(caller, resource, ReferenceOccurrence.in(resource));
            for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(resource)) {
                IdType target = (IdType) info.getResourceReference().getReferenceElement();
                if (target.getResourceType() != null
                        && rules.patientOf(target.getResourceType()).isPresent()) {
                    references.add(target.toUnqualifiedVersionless().getValue());
                }
            }
        }
        transaction.executeWithoutResult(
                status -> SiteOfReferences.refuseIfAny(stored.notOfDeliveryOf(site, references)));
    }
}
