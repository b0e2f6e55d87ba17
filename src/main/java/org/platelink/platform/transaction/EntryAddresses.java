package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.Links;

/**
 * Normalizes the fullUrls of a transaction's entries and the references to them, so that later code handles one form
 * only: an entry written to a known id is referred to by type and id, any other by a lower-case UUID URN.
 */
public final class EntryAddresses {

    private static final Pattern UUID_ADDRESS = Pattern.compile("(?i)urn:uuid:.*");

    /** A RESTful URL: the base, and type and id. */
    private static final Pattern RESTFUL =
            Pattern.compile("(https?://.+/)([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?");

    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");

    private final FhirContext fhir;
    private final Bundle bundle;
    private final Map<String, String> settled = new HashMap<>();

    /** For a transaction as it was sent. */
    public EntryAddresses(FhirContext fhir, Bundle bundle) {
        this.fhir = fhir;
        this.bundle = bundle;
    }

    /**
     * Normalizes the fullUrls and references of the transaction in place.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if two entries have the same
     *     fullUrl
     */
    public void settle() {
        Map<BundleEntryComponent, String> bases = new IdentityHashMap<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            if (!entry.hasFullUrl()) {
                continue;
            }
            String address = key(entry.getFullUrl());
            if (settled.containsKey(address)) {
                throw FhirErrors.invalid(
                        "Bundle.entry[" + i + "].fullUrl",
                        "Another entry has the same fullUrl, so that a reference to it could mean either; give each its own.");
            }
            Matcher restful = RESTFUL.matcher(entry.getFullUrl());
            if (restful.matches()) {
                bases.put(entry, restful.group(1));
            }
            settled.put(address, settled(entry, address));
        }
        if (!settled.isEmpty()) {
            for (BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.hasResource()) {
                    String base = bases.get(entry);
                    Links.replaceInNarrative(entry.getResource(), address -> inNarrative(other(address, base)));
                    Links.replace(fhir, entry.getResource(), address -> other(address, base));
                }
            }
        }
    }

    /** The normalized address of an entry. */
    private static String settled(BundleEntryComponent entry, String address) {
        String url = entry.getRequest().getUrl().replaceFirst("^/", "");
        boolean isNew = entry.getRequest().getMethod() == HTTPVerb.POST
                || entry.getRequest().getMethod() == HTTPVerb.PUT && url.contains("?");
        if (UUID_ADDRESS.matcher(address).matches() || address.startsWith("urn:oid:")) {
            entry.setFullUrl(address);
            return address;
        }
        if (isNew) {
            entry.setFullUrl("urn:uuid:" + UUID.randomUUID());
            return entry.getFullUrl();
        }
        return RELATIVE.matcher(url).matches() ? url : address;
    }

    private @Nullable String other(@Nullable String address, @Nullable String base) {
        if (address == null) {
            return null;
        }
        String known = settled.get(key(address));
        return known != null || base == null || !RELATIVE.matcher(address).matches()
                ? known
                : settled.get(base + address);
    }

    /**
     * The address in a narrative. The guide does not allow URNs in links there, so until a new resource has its id,
     * it is linked by its type and UUID.
     */
    private @Nullable String inNarrative(@Nullable String address) {
        if (address == null || !UUID_ADDRESS.matcher(address).matches()) {
            return address;
        }
        return bundle.getEntry().stream()
                .filter(entry -> address.equals(entry.getFullUrl()) && entry.hasResource())
                .findFirst()
                .map(entry -> Links.placeholder(entry.getResource().fhirType(), address))
                .orElse(address);
    }

    private static String key(String address) {
        return UUID_ADDRESS.matcher(address).matches() ? address.toLowerCase(Locale.ROOT) : address;
    }
}
