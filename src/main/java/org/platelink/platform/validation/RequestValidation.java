package org.platelink.platform.validation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that validates the resources of a create, an update or a transaction, and refuses them with 422 and all
 * errors. It runs before the database transaction begins, so that no connection is held meanwhile.
 */
@Interceptor(order = InterceptorOrder.REQUEST_VALIDATION)
class RequestValidation {

    private final Verdicts verdicts;

    RequestValidation(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeTheTransaction(RequestDetails request, RestOperationTypeEnum operation) {
        boolean write = operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE;
        if (write && request.getResource() instanceof Resource resource) {
            Verdicts.refuseIfFaulty(verdicts.of(resource, request));
        }
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            judgeEntries(request, bundle);
        }
    }

    private void judgeEntries(RequestDetails request, Bundle bundle) {
        List<Finding> faults = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            HTTPVerb verb = entry.getRequest().getMethod();
            if (entry.getResource() != null && (verb == HTTPVerb.POST || verb == HTTPVerb.PUT)) {
                String place = "Bundle.entry[" + i + "].resource.ofType("
                        + entry.getResource().fhirType() + ")";
                verdicts.of(entry.getResource(), request).forEach(finding -> faults.add(finding.within(place)));
            }
        }
        // The entries of a batch are independent: each is refused on its own when it is stored.
        if (bundle.getType() != BundleType.BATCH) {
            Verdicts.refuseIfFaulty(faults);
        }
    }
}
