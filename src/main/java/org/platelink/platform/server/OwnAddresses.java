package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that makes the server's own base address relative in what clients send: a reference to
 * {@code [base]/Patient/x} becomes {@code Patient/x}, and so does the URL of an entry's request. It runs before
 * anything decides about them. HAPI itself makes them relative in what is stored in another way, and in search
 * values.
 *
 * @see <a href="https://hl7.org/fhir/R4/references.html#literal">FHIR R4, literal references</a>
 */
@Interceptor(order = InterceptorOrder.OWN_ADDRESSES)
final class OwnAddresses {

    private final FhirContext fhir;
    private final String base;
    private final String authority;

    OwnAddresses(FhirContext fhir, PublicAddress address) {
        this.fhir = fhir;
        this.base = address.fhir() + "/";
        this.authority = address.url().substring(address.url().indexOf("://") + 3);
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void makeRelative(RequestDetails request) {
        if (request.getResource() instanceof Resource resource && mayHave(request)) {
            makeRelative(resource);
        }
    }

    /** Few bodies contain the address, and to search the bytes costs less than to visit each reference. */
    private boolean mayHave(RequestDetails request) {
        byte[] body = request.loadRequestContents();
        return body == null || new String(body, StandardCharsets.ISO_8859_1).contains(authority);
    }

    void makeRelative(Resource resource) {
        Set<String> entries = resource instanceof Bundle bundle ? ofEntries(bundle) : Set.of();
        fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
                .filter(reference -> reference.hasReference() && !entries.contains(reference.getReference()))
                .forEach(reference -> reference.setReference(relative(reference.getReference())));
    }

    /**
     * Makes the URLs of entries relative, and returns the full URLs of entries whose id is not known yet. Such a full
     * URL stands for the new resource in the references of other entries, so it must not be changed.
     */
    private Set<String> ofEntries(Bundle bundle) {
        Set<String> unknown = new HashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            BundleEntryRequestComponent request = entry.getRequest();
            if (request.hasUrl()) {
                request.setUrl(relative(request.getUrl()));
            }
            if (entry.hasFullUrl() && !relative(entry.getFullUrl()).equals(request.getUrl())) {
                unknown.add(entry.getFullUrl());
            }
        }
        return unknown;
    }

    private String relative(String address) {
        return address.startsWith(base) ? address.substring(base.length()) : address;
    }
}
