package org.platelink.security.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * Restricts the answer of an operation to the subjects of the caller's site, for operations that must do this
 * themselves.
 */
public final class OwnSite {

    private OwnSite() {}

    /**
     * The site to which an answer is restricted: the caller's own, or the one that was asked for; null for all sites.
     *
     * @param requested the site that was asked for, as a reference or an id; null if none was
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException (403) if another site is asked for
     */
    public static @Nullable String of(RequestDetails request, @Nullable String requested) {
        String own = own(request);
        String site = requested == null || requested.isEmpty() ? null : new IdType(requested).getIdPart();
        if (own != null && site != null && !site.equals(own)) {
            throw FhirErrors.forbidden(
                    "site", "A client of a site sees the subjects of its own site, Organization/" + own + ".");
        }
        return own == null ? site : own;
    }

    /**
     * Refuses a subject of another site as not found.
     *
     * @param site the subject's
     * @param requested the id that was asked for
     * @throws ResourceNotFoundException (404) if the caller belongs to another site
     */
    public static void mustBe(RequestDetails request, String site, IdType requested) {
        String own = own(request);
        if (own != null && !own.equals(site)) {
            throw new ResourceNotFoundException(requested);
        }
    }

    private static @Nullable String own(RequestDetails request) {
        return Caller.of(request).map(Caller::site).orElse(null);
    }
}
