package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.WriteCondition;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/**
 * HAPI interceptor that prevents a person and a laboratory from creating two resources with the same identifier
 * concurrently.
 *
 * <p>A delivery waits for persons who are storing something with one of its identifiers, and then sees what was
 * stored. A person's write waits only a little and is then refused with a conflict (409), so that there is no
 * deadlock.
 */
@Interceptor(order = InterceptorOrder.IDENTIFIER_GUARD)
final class IdentifierGuard {

    private final StoredIdentifiers identifiers;

    IdentifierGuard(StoredIdentifiers identifiers) {
        this.identifiers = identifiers;
    }

    /**
     * Locks the identifiers of a resource that a person creates. It runs in the writing database transaction, after
     * HAPI has found no match for the condition.
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource stored, @Nullable RequestDetails request) {
        Optional<Caller> person = Caller.of(request).filter(caller -> caller.role() != Role.EHR);
        if (person.isEmpty() || !(stored instanceof Resource resource) || !LaboratoryResources.isOne(resource)) {
            return;
        }
        boolean isTaken = identifiers.take(resource);
        if (!isTaken
                || person.filter(caller -> wasStoredSince(resource, caller)).isPresent()) {
            throw FhirErrors.conflict(
                    resource.fhirType() + ".identifier",
                    "Another with this identifier was stored at the same moment. Nothing was changed; send it again.");
        }
    }

    /**
     * Whether a match for the condition was stored after HAPI searched for it: what is there now was not there then.
     */
    private boolean wasStoredSince(Resource resource, Caller caller) {
        String site = caller.site();
        return site != null
                && WriteCondition.of(resource)
                        .filter(condition -> !identifiers
                                .of(site, resource.fhirType(), condition)
                                .isEmpty())
                        .isPresent();
    }
}
