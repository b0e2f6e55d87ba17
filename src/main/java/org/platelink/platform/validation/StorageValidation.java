package org.platelink.platform.validation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that validates every resource when it is stored, whatever way it came: the result of a PATCH, an entry
 * of a batch, a file of the study. A resource that this request has validated before is not validated again.
 */
@Interceptor(order = InterceptorOrder.STORAGE_VALIDATION)
class StorageValidation {

    private final Verdicts verdicts;

    StorageValidation(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeItIsCreated(IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored(resource, request);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored(resource, request);
        if (before instanceof Resource stored && resource instanceof Resource next) {
            Verdicts.refuseIfFaulty(verdicts.byEarlierClaims(stored, next));
        }
    }

    private void beforeItIsStored(IBaseResource stored, @Nullable RequestDetails request) {
        if (stored instanceof Resource resource) {
            Verdicts.refuseIfFaulty(verdicts.of(resource, request));
        }
    }
}
