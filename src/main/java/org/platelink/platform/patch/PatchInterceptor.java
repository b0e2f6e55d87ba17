package org.platelink.platform.patch;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import org.hl7.fhir.r4.model.Resource;

/** Applies a patch to what HAPI has found and locked for it. To be registered among JPA's own interceptors. */
@Interceptor
final class PatchInterceptor {

    /**
     * Just before HAPI would.
     *
     * @throws IllegalStateException if the patch came another way than through {@link PatchProvider} and {@link PatchEntries}
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
