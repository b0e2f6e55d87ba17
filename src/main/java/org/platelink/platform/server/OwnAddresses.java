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

/**
 * Takes the server's own address, as clients use it, out of what they send: a reference to {@code [base]/Patient/x} is one to
 * {@code Patient/x}, and so is the address of an entry's request. Before anything decides about them; whatever is stored in
 * another way HAPI makes relative itself, and so it does with search values.
 *
 * @see <a href="https://hl7.org/fhir/R4/references.html#literal">FHIR R4, literal references</a>
 */
@Interceptor(order = OwnAddresses.FIRST)
final class OwnAddresses {

    /** Before the numbers of entries' requests are looked at. */
    static final int FIRST = -3000;

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

    /** Few bodies have it, and to look for it there costs less than to look at each reference. */
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

    /** The address of what a transaction makes under an id that is not known yet stands for it in the others' references. */
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
