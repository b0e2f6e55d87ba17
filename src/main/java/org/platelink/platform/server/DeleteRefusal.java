package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that rejects deletes with 405 and takes them out of the CapabilityStatement: a trial's record is
 * corrected, never deleted. The store rejects deletes too, whichever way they are requested.
 */
@Interceptor(order = InterceptorOrder.DELETE_REFUSAL)
class DeleteRefusal {

    private static final String INSTEAD =
            "Nothing is deleted here. If it should not have been recorded, update it with the status entered-in-error.";

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void refuse(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.DELETE
                || operation == RestOperationTypeEnum.TRANSACTION
                        && request.getResource() instanceof Bundle bundle
                        && bundle.getType() == BundleType.TRANSACTION
                        && bundle.getEntry().stream()
                                .anyMatch(entry -> entry.getRequest().getMethod() == HTTPVerb.DELETE)) {
            throw new MethodNotAllowedException(INSTEAD);
        }
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void claimNone(IBaseConformance statement) {
        ((CapabilityStatement) statement).getRestFirstRep().getResource().forEach(type -> {
            type.getInteraction().removeIf(one -> one.getCode() == TypeRestfulInteraction.DELETE);
            type.setConditionalDelete(null);
        });
    }
}
