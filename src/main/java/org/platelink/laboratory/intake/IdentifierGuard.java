package org.platelink.laboratory.intake;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.WriteCondition;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/**
 * Sees to it that what people store and what laboratories deliver with one identifier at the same moment become one result.
 * A delivery waits for people who store with one of its identifiers, and then sees what was stored; people are told to send
 * again after a little while, so that nobody waits for who waits for oneself.
 */
@Interceptor
final class IdentifierGuard {

    private final StoredIdentifiers identifiers;

    IdentifierGuard(StoredIdentifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** In the transaction of the database that writes, after HAPI has found that nothing fits the condition. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource stored, @Nullable RequestDetails request) {
        Optional<Caller> person = Caller.of(request).filter(caller -> caller.role() != Role.EHR);
        if (person.isEmpty() || !(stored instanceof Resource resource) || !FhirDeliveries.isDelivered(resource)) {
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

    /** Since HAPI has looked for the condition: what is there now was not there then. */
    private boolean wasStoredSince(Resource resource, Caller caller) {
        return caller.site() != null
                && WriteCondition.of(resource)
                        .filter(condition -> !identifiers
                                .of(caller.site(), resource.fhirType(), condition)
                                .isEmpty())
                        .isPresent();
    }
}
