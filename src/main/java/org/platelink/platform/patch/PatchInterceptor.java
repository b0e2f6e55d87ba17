package org.platelink.platform.patch;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that applies a patch to the resource that HAPI has found and locked for it. It must be registered with
 * the JPA interceptors.
 */
@Interceptor(order = InterceptorOrder.PATCHES)
final class PatchInterceptor {

    /**
     * Applies the patch, just before HAPI would.
     *
     * @throws IllegalStateException if the patch did not come through {@link PatchProvider} or {@link PatchEntries}
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
    public void apply(PrePatchDetails details) {
        if (details.getFhirPatchBody() == null) {
            throw new IllegalStateException("a patch that HAPI would apply");
        }
        CarriedPatch.of(details.getFhirPatchBody())
                .orElseThrow(() -> new IllegalStateException("a patch that HAPI would apply"))
                .applyTo((Resource) details.getResource());
    }
}
