package org.platelink.platform.patch;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.EntryRefusals;

/**
 * Interceptor that parses the patches among the entries of a transaction or batch, after the check that their sender
 * may patch.
 */
@Interceptor(order = InterceptorOrder.PATCH_ENTRIES)
final class PatchEntries {

    private final PatchReader reader;

    PatchEntries(PatchReader reader) {
        this.reader = reader;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void read(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation != RestOperationTypeEnum.TRANSACTION || !(request.getResource() instanceof Bundle bundle)) {
            return;
        }
        EntryRefusals.each(request, bundle, (entry, index) -> {
            if (entry.getRequest().getMethod() == HTTPVerb.PATCH) {
                Patch patch = reader.of(entry.getResource(), "Bundle.entry[" + index + "]");
                entry.setResource(CarriedPatch.in(patch));
            }
        });
    }
}
