package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Precondition;

/** Wraps a single resource in a transaction Bundle with one entry. */
final class SingleResult {

    private static final String ALONE = "alone";

    private SingleResult() {}

    /** The Bundle of what a request creates or updates. */
    static Bundle of(ServletRequestDetails request) {
        String id = request.getId() == null ? null : request.getId().getIdPart();
        Bundle one = alone(
                (Resource) request.getResource(),
                request.getServletRequest().getMethod(),
                id,
                request.getHeader("If-None-Exist"));
        String url = String.valueOf(request.getCompleteUrl());
        if (id == null
                && url.contains("?")
                && one.getEntryFirstRep().getRequest().getMethod() == HTTPVerb.PUT) {
            one.getEntryFirstRep().getRequest().setUrl(request.getResourceName() + url.substring(url.indexOf('?')));
        }
        return one;
    }

    /** Whether the Bundle says more than its resource does: that it is written under an id, or on a condition. */
    static boolean saysMoreThanItsResource(Bundle one) {
        BundleEntryRequestComponent request = one.getEntryFirstRep().getRequest();
        return request.getMethod() == HTTPVerb.PUT || request.hasIfNoneExist();
    }

    static Bundle alone(Resource resource, String method, @Nullable String id, @Nullable String condition) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        bundle.setId(ALONE);
        BundleEntryRequestComponent request = bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.fromCode(method))
                .setUrl(id == null ? resource.fhirType() : resource.fhirType() + "/" + id)
                .setIfNoneExist(condition);
        Precondition.of(resource).ifPresent(precondition -> precondition.writeTo(request));
        return bundle;
    }

    static boolean isAlone(Bundle bundle) {
        return ALONE.equals(bundle.getIdPart());
    }
}
