package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.RequestAttribute;
import org.platelink.platform.pipeline.ResourceAttribute;

/**
 * The precondition of a write: a version of the resource (If-Match), or that nothing is stored (If-None-Match: *). It
 * is attached to the resource until that is stored, and compared with the stored state in the same database
 * transaction.
 *
 * @param version the version that must be the newest one; {@code *} for any; null if none is given
 * @param onlyNew whether nothing may be stored
 * @see <a href="https://hl7.org/fhir/R4/http.html#concurrency">FHIR R4, managing resource contention</a>
 */
public record Precondition(@Nullable String version, boolean onlyNew) {

    private static final ResourceAttribute<Precondition> OF_RESOURCE =
            ResourceAttribute.of(ResourceAttribute.Name.PRECONDITION, Precondition.class);
    private static final RequestAttribute<Precondition> OF_REQUEST =
            RequestAttribute.of(RequestAttribute.Name.PRECONDITION, Precondition.class);
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"|([A-Za-z0-9.-]+)");

    /**
     * Parses the headers of a write, or those in the request of an entry.
     *
     * @param place where they stand, as a FHIRPath or the name of a header
     * @return empty if neither is given
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if they cannot be understood
     */
    public static Optional<Precondition> of(@Nullable String ifMatch, @Nullable String ifNoneMatch, String place) {
        boolean isSaid = ifNoneMatch != null && !ifNoneMatch.isBlank();
        if (ifNoneMatch != null && isSaid && !ifNoneMatch.strip().equals(ANY)) {
            throw FhirErrors.invalid(
                    place, "A write takes If-None-Match: * alone, which has it done only if nothing is stored.");
        }
        String version = ifMatch == null || ifMatch.isBlank() ? null : version(ifMatch.strip(), place);
        return isSaid || version != null ? Optional.of(new Precondition(version, isSaid)) : Optional.empty();
    }

    private static String version(String ifMatch, String place) {
        if (ifMatch.equals(ANY)) {
            return ANY;
        }
        Matcher tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw FhirErrors.invalid(
                    place, "If-Match is one version as an ETag has it, such as W/\"3\", or * for whichever is stored.");
        }
        return tag.group(1) == null ? tag.group(2) : tag.group(1);
    }

    /** Attaches it to a resource. */
    public void goWith(Resource resource) {
        OF_RESOURCE.set(resource, this);
    }

    /** Writes it to the request of an entry. */
    public void writeTo(BundleEntryRequestComponent request) {
        if (version != null) {
            request.setIfMatch(version.equals(ANY) ? ANY : "W/\"" + version + "\"");
        }
        if (onlyNew) {
            request.setIfNoneMatch(ANY);
        }
    }

    /** Keeps it with a request until the request's resource is parsed. */
    void noteFor(RequestDetails request) {
        OF_REQUEST.set(request, this);
    }

    /** The precondition kept with a request that writes one resource. */
    public static Optional<Precondition> of(@Nullable RequestDetails request) {
        return OF_REQUEST.of(request);
    }

    /** The precondition attached to a resource. */
    public static Optional<Precondition> of(Resource resource) {
        return OF_RESOURCE.of(resource);
    }

    /**
     * Checks it against the stored resource.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (412) if it does not hold
     */
    public void requireOf(Resource stored) {
        if (onlyNew) {
            throw FhirErrors.precondition(
                    stored.fhirType(),
                    "It is stored already, and was to be written only if it is not (If-None-Match: *). Nothing was changed.");
        }
        String newest = stored.getIdElement().hasVersionIdPart()
                ? stored.getIdElement().getVersionIdPart()
                : stored.getMeta().getVersionId();
        if (version != null && !version.equals(ANY) && !version.equals(newest)) {
            throw FhirErrors.precondition(
                    stored.fhirType(),
                    "The version that was to be changed (If-Match) is not the newest one any more. Read it again, and make"
                            + " the change in that. Nothing was changed.");
        }
    }

    /**
     * Checks it where nothing is stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (412) if a version was to be stored
     */
    public void requireOfNothing(String type) {
        if (version != null) {
            throw FhirErrors.precondition(
                    type,
                    "Nothing is stored here of which a version could be changed (If-Match). Nothing was changed.");
        }
    }
}
