package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that reads If-Match and If-None-Match of writes, alone and in entries. HAPI ignores
 * {@code If-None-Match: *} at a PUT and overwrites, fails at {@code If-Match: *}, and answers a stale one with 409.
 */
@Interceptor(order = InterceptorOrder.PRECONDITIONS)
final class Preconditions {

    /** Runs before HAPI parses the header as a version. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void take(ServletRequestDetails request) {
        RequestTypeEnum method = request.getRequestType();
        if (method != RequestTypeEnum.PUT && method != RequestTypeEnum.PATCH) {
            return;
        }
        String ifMatch = request.getHeader(Constants.HEADER_IF_MATCH);
        String ifNoneMatch = request.getHeader(Constants.HEADER_IF_NONE_MATCH);
        Precondition.of(ifMatch, ifNoneMatch, "If-Match").ifPresent(precondition -> {
            precondition.noteFor(request);
            request.setHeaders(Constants.HEADER_IF_MATCH, List.of());
            request.setHeaders(Constants.HEADER_IF_NONE_MATCH, List.of());
        });
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void goAlong(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.UPDATE && request.getResource() instanceof Resource resource) {
            Precondition.of(request).ifPresent(precondition -> precondition.goWith(resource));
        }
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            EntryRefusals.each(request, bundle, Preconditions::goAlong);
        }
    }

    private static void goAlong(BundleEntryComponent entry, int index) {
        BundleEntryRequestComponent request = entry.getRequest();
        boolean isWrite = request.getMethod() == HTTPVerb.PUT || request.getMethod() == HTTPVerb.PATCH;
        if (isWrite && entry.getResource() != null) {
            Precondition.of(request.getIfMatch(), request.getIfNoneMatch(), "Bundle.entry[" + index + "].request")
                    .ifPresent(precondition -> {
                        precondition.goWith(entry.getResource());
                        request.setIfMatch(null);
                        request.setIfNoneMatch(null);
                    });
        }
    }
}
