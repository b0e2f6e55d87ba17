package org.platelink.platform.hapi.search.date;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.EntryRefusals;
import org.platelink.platform.server.LastUpdatedRange;

/**
 * Interceptor that merges the {@code _lastUpdated} parameters of a request, or of an entry of a bundle, into one
 * range.
 */
@Interceptor(order = InterceptorOrder.LAST_UPDATED)
final class LastUpdatedNormalizer {

    private final Clock clock;

    LastUpdatedNormalizer(Clock clock) {
        this.clock = clock;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void ofTheAddress(RequestDetails request) {
        Map<String, String[]> parameters = request.getParameters();
        Map<String, String[]> ranged = LastUpdatedRange.in(parameters, clock.instant());
        if (ranged != parameters) {
            request.setParameters(ranged);
        }
    }

    /** Runs before the entries become searches of their own, because HAPI reads the parameters of those at once. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void ofTheEntries(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            EntryRefusals.each(request, bundle, (entry, index) -> rewrite(entry));
        }
    }

    private void rewrite(BundleEntryComponent entry) {
        String url = String.valueOf(entry.getRequest().getUrl());
        int question = url.indexOf('?');
        if (entry.getRequest().getMethod() == HTTPVerb.GET && question >= 0) {
            entry.getRequest()
                    .setUrl(url.substring(0, question + 1)
                            + LastUpdatedRange.in(url.substring(question + 1), clock.instant()));
        }
    }
}
