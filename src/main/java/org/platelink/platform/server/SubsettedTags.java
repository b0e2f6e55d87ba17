package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that leaves the tag {@code SUBSETTED} only on resources of which the answer holds a part. HAPI tags all
 * that it writes for a request with {@code _summary} or {@code _elements}: the Bundle and what is contained in a
 * resource, which have no other tag than the resource, outcomes, and for {@code _summary=data} also resources that
 * have no narrative.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#summary">FHIR R4, summary</a>
 */
@Interceptor(order = InterceptorOrder.SUBSETTED_TAGS)
final class SubsettedTags {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void label(RequestDetails request, IBaseResource answer) {
        if (asksForPart(request) && answer instanceof Resource resource) {
            label(resource, isData(request));
        }
    }

    @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
    public void labelNoFailure(RequestDetails request, IBaseOperationOutcome failure) {
        if (request != null && asksForPart(request) && failure instanceof OperationOutcome outcome) {
            whole(outcome);
        }
    }

    private static boolean asksForPart(RequestDetails request) {
        return request.getParameters().containsKey(Constants.PARAM_SUMMARY)
                || request.getParameters().containsKey(Constants.PARAM_ELEMENTS);
    }

    private static boolean isData(RequestDetails request) {
        String[] summary = request.getParameters().getOrDefault(Constants.PARAM_SUMMARY, new String[0]);
        return summary.length > 0 && Arrays.stream(summary).allMatch(SummaryEnum.DATA.getCode()::equals);
    }

    private static void label(Resource resource, boolean data) {
        if (resource instanceof Bundle bundle) {
            whole(bundle);
            bundle.getEntry().stream()
                    .filter(BundleEntryComponent::hasResource)
                    .forEach(entry -> label(entry.getResource(), data));
        } else if (resource instanceof OperationOutcome || resource instanceof Parameters) {
            whole(resource);
        } else if (resource instanceof DomainResource shown) {
            shown.getContained().forEach(SubsettedTags::whole);
            if (data && !shown.hasText()) {
                whole(shown);
            }
        }
    }

    private static void whole(Resource resource) {
        resource.setMeta(UntaggedMeta.of(resource.getMeta()));
    }
}
