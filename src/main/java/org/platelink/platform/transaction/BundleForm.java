package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.EntryRefusals;

/**
 * Interceptor that checks the form of each entry of a transaction or batch, and normalizes the fullUrls of a
 * transaction, before access is decided.
 */
@Interceptor(order = InterceptorOrder.BUNDLE_FORM)
final class BundleForm {

    private final FhirContext fhir;
    private final String own;

    BundleForm(FhirContext fhir, String own) {
        this.fhir = fhir;
        this.own = own;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void read(ServletRequestDetails request, RestOperationTypeEnum operation) {
        if (operation != RestOperationTypeEnum.TRANSACTION || !(request.getResource() instanceof Bundle bundle)) {
            return;
        }
        boolean isBatch = bundle.getType() == BundleType.BATCH;
        if (isBatch || bundle.getType() == BundleType.TRANSACTION) {
            EntryRefusals.each(request, bundle, new EntryForm(request, own, isBatch)::look);
        }
        if (bundle.getType() == BundleType.TRANSACTION) {
            new EntryAddresses(fhir, bundle).settle();
        }
    }
}
