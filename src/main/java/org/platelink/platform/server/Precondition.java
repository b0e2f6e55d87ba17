package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a writer takes to be stored: a version of the resource (If-Match), or nothing (If-None-Match: *). It goes with the
 * resource that is written to where it is stored, and is held against what is stored in the same transaction of the database.
 *
 * @param version that must be the newest one; {@code *} for any; null if nothing is said
 * @param onlyNew whether nothing may be stored
 * @see <a href="https://hl7.org/fhir/R4/http.html#concurrency">FHIR R4, managing resource contention</a>
 */
public record Precondition(@Nullable String version, boolean onlyNew) {

    private static final String KEY = "platelink.precondition";
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"|([A-Za-z0-9.-]+)");

    /**
     * What the headers of a write, or the request of an entry, say.
     *
     * @param place where they stand, as a FHIRPath or the name of a header
     * @return empty if they say nothing
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if they cannot be understood
     */
    public static Optional<Precondition> of(@Nullable String ifMatch, @Nullable String ifNoneMatch, String place) {
        boolean isSaid = ifNoneMatch != null && !ifNoneMatch.isBlank();
        if (isSaid && !ifNoneMatch.strip().equals(ANY)) {
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

    /** Sends it along with a resource. */
    public void goWith(Resource resource) {
        resource.setUserData(KEY, this);
    }

    /** What is taken to be stored, as the request of an entry says it. */
    public void writeTo(BundleEntryRequestComponent request) {
        if (version != null) {
            request.setIfMatch(version.equals(ANY) ? ANY : "W/\"" + version + "\"");
        }
        if (onlyNew) {
            request.setIfNoneMatch(ANY);
        }
    }

    /** Notes it for a request, until what the request writes is read. */
    void noteFor(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    /** What is noted for a request that writes one resource. */
    public static Optional<Precondition> of(@Nullable RequestDetails request) {
        return request != null && request.getUserData().get(KEY) instanceof Precondition precondition
                ? Optional.of(precondition)
                : Optional.empty();
    }

    /** What goes with a resource. */
    public static Optional<Precondition> of(Resource resource) {
        return resource.getUserData(KEY) instanceof Precondition precondition
                ? Optional.of(precondition)
                : Optional.empty();
    }

    /**
     * Holds it against what is stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (412) if that is something else
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
     * Holds it against that nothing is stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (412) if something was to be
     */
    public void requireOfNothing(String type) {
        if (version != null) {
            throw FhirErrors.precondition(
                    type,
                    "Nothing is stored here of which a version could be changed (If-Match). Nothing was changed.");
        }
    }
}
