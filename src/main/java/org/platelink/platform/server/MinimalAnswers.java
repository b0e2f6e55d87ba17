package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that removes the outcomes of successful entries from a transaction's response for
 * {@code Prefer: return=minimal}: each says only what the entry's status says. Outcomes of failed entries stay.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#ops">FHIR R4, managing return content</a>
 */
@Interceptor(order = InterceptorOrder.MINIMAL_ANSWERS)
class MinimalAnswers {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void leaveOut(RequestDetails request, IBaseResource answer) {
        if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && answer instanceof Bundle bundle
                && RestfulServerUtils.parsePreferHeader(request.getHeader(Constants.HEADER_PREFER))
                                .getReturn()
                        == PreferReturnEnum.MINIMAL) {
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResponse)
                    .filter(MinimalAnswers::wentWell)
                    .forEach(response -> response.setOutcome(null));
        }
    }

    private static boolean wentWell(BundleEntryResponseComponent response) {
        return response.hasStatus() && response.getStatus().startsWith("2");
    }
}
