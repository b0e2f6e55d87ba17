package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Precondition;

/** Wraps a single resource in a batch of one entry, which FHIR defines to be done as its request would be alone. */
final class SingleResult {

    private SingleResult() {}

    /** The Bundle of what a request creates or updates. */
    static DeliveryBundle of(ServletRequestDetails request) {
        String id = request.getId() == null ? null : request.getId().getIdPart();
        DeliveryBundle one = of(
                (Resource) request.getResource(),
                request.getServletRequest().getMethod(),
                id,
                request.getHeader("If-None-Exist"));
        String url = String.valueOf(request.getCompleteUrl());
        BundleEntryRequestComponent entry = one.bundle().getEntryFirstRep().getRequest();
        if (id == null && url.contains("?") && entry.getMethod() == HTTPVerb.PUT) {
            entry.setUrl(request.getResourceName() + url.substring(url.indexOf('?')));
        }
        return one;
    }

    /** Whether the Bundle says more than its resource does: that it is written under an id, or on a condition. */
    static boolean saysMoreThanItsResource(DeliveryBundle one) {
        BundleEntryRequestComponent request = one.bundle().getEntryFirstRep().getRequest();
        return request.getMethod() == HTTPVerb.PUT || request.hasIfNoneExist();
    }

    /**
     * The Bundle of a resource.
     *
     * @param id the id under which it is written; null if it gets one
     * @param condition the query of a conditional create; null if there is none
     */
    static DeliveryBundle of(Resource resource, String method, @Nullable String id, @Nullable String condition) {
        Bundle bundle = new Bundle().setType(BundleType.BATCH);
        BundleEntryRequestComponent request = bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.fromCode(method))
                .setUrl(id == null ? resource.fhirType() : resource.fhirType() + "/" + id)
                .setIfNoneExist(condition);
        Precondition.of(resource).ifPresent(precondition -> precondition.writeTo(request));
        return new DeliveryBundle(bundle, true);
    }
}
