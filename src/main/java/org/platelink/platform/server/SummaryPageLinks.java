package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that keeps {@code _summary} in the links to other pages: HAPI copies the other parameters of the form,
 * but not this one.
 */
@Interceptor(order = InterceptorOrder.SUMMARY_PAGE_LINKS)
final class SummaryPageLinks {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void keepSummary(RequestDetails request, IBaseResource answer) {
        String[] summary = request.getParameters().get(Constants.PARAM_SUMMARY);
        if (summary != null && answer instanceof Bundle bundle) {
            String kept = Arrays.stream(summary)
                    .map(value -> "&" + Constants.PARAM_SUMMARY + "=" + UrlUtil.escapeUrlParam(value))
                    .collect(Collectors.joining());
            bundle.getLink().stream()
                    .filter(SummaryPageLinks::lacksSummary)
                    .forEach(link -> link.setUrl(link.getUrl() + kept));
        }
    }

    private static boolean lacksSummary(BundleLinkComponent link) {
        String url = String.valueOf(link.getUrl());
        return url.contains(Constants.PARAM_PAGINGACTION + "=") && !url.contains("&" + Constants.PARAM_SUMMARY + "=");
    }
}
