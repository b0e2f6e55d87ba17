package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.Outcomes;

/**
 * Server interceptor that replaces the resource in the answer to a write by an OperationOutcome if the caller may
 * write but not read its type: the stored resource may contain more than was sent.
 */
@Interceptor(order = InterceptorOrder.ANSWER_GUARD)
final class AnswerGuard {

    private final AccessRules rules;

    AnswerGuard(AccessRules rules) {
        this.rules = rules;
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void guard(RequestDetails request, ResponseDetails answer) {
        Caller.of(request)
                .filter(caller -> Writes.include(request.getRestOperationType()))
                .ifPresent(caller -> guard(caller, answer));
    }

    private void guard(Caller caller, ResponseDetails answer) {
        IBaseResource resource = answer.getResponseResource();
        if (resource instanceof Bundle bundle
                && (bundle.getType() == BundleType.TRANSACTIONRESPONSE
                        || bundle.getType() == BundleType.BATCHRESPONSE)) {
            bundle.getEntry().stream()
                    .filter(entry -> entry.getResource() != null && !mayRead(caller, entry.getResource()))
                    .forEach(entry -> entry.setResource(null));
        } else if (resource != null && !mayRead(caller, resource)) {
            answer.setResponseResource(receipt());
        }
    }

    /** A Bundle inside an answer is the result of a search, which was authorized separately. */
    private boolean mayRead(Caller caller, IBaseResource resource) {
        return resource instanceof OperationOutcome
                || resource instanceof Bundle
                || rules.reach(caller, "read", resource.fhirType(), Right.READ).isPresent();
    }

    private static OperationOutcome receipt() {
        return Outcomes.information("The resource is stored; the headers name its id and version.");
    }
}
