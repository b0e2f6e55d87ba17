package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Storage interceptor that checks the preconditions of writes. To be registered with JPA's own interceptors: it is
 * called in the database transaction that writes, in which nobody else changes what was read.
 */
@Interceptor(order = InterceptorOrder.PRECONDITION_GUARD)
final class PreconditionGuard {

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        Precondition.of((Resource) resource)
                .ifPresent(precondition -> precondition.requireOfNothing(resource.fhirType()));
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        Precondition.of((Resource) resource).ifPresent(precondition -> precondition.requireOf((Resource) before));
    }

    /** The precondition of an entry is attached to its patch; that of a single patch is kept with the request. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
    public void patched(PrePatchDetails details, @Nullable RequestDetails request) {
        Resource stored = (Resource) details.getResource();
        if (details.getFhirPatchBody() instanceof Parameters patch) {
            Precondition.of(patch).ifPresent(precondition -> precondition.requireOf(stored));
        }
        Precondition.of(request).ifPresent(precondition -> precondition.requireOf(stored));
    }
}
