package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.IdentifierQuery;

/**
 * Resolves the conditional references of a transaction, {@code Patient?identifier=system|value}, among the resources
 * of the client's site and those that the same transaction writes. A resource of another site is not found, so the
 * answer is the same as if nobody had the identifier.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">FHIR R4, conditional references</a>
 */
final class ConditionalReferences {

    /** The trial's own identifier systems belong to no site. */
    private static final String TRIAL = CanonicalUrls.PROJECT;

    private static final Pattern SEARCH = Pattern.compile("([A-Z][A-Za-z]+)\\?(.*)");

    private final FhirContext fhir;
    private final AccessRules rules;
    private final OwnIdentifiers stored;

    ConditionalReferences(FhirContext fhir, AccessRules rules, OwnIdentifiers stored) {
        this.fhir = fhir;
        this.rules = rules;
        this.stored = stored;
    }

    /** Replaces each conditional reference by the address of the resource found. */
    void resolve(Caller caller, Bundle transaction) {
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            BundleEntryComponent entry = transaction.getEntry().get(i);
            HTTPVerb method = entry.getRequest().getMethod();
            if (!entry.hasResource() || method != HTTPVerb.POST && method != HTTPVerb.PUT) {
                continue;
            }
            for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(entry.getResource())) {
                Matcher search = SEARCH.matcher(String.valueOf(
                        info.getResourceReference().getReferenceElement().getValue()));
                if (search.matches() && info.getResourceReference() instanceof Reference reference) {
                    String place = "Bundle.entry[" + i + "].resource.ofType("
                            + entry.getResource().fhirType() + ")." + info.getName();
                    resolve(caller, transaction, reference, search, place);
                }
            }
        }
    }

    private void resolve(Caller caller, Bundle transaction, Reference reference, Matcher search, String place) {
        String type = search.group(1);
        IdentifierQuery query = IdentifierQuery.of(search.group(2))
                .orElseThrow(
                        () -> FhirErrors.invalid(
                                place + ".reference",
                                "A reference by a search is Type?identifier=system|value, with one of each; or refer by type and id."));
        if (caller.role().ofASite()
                && !caller.identifierSystems().contains(query.system())
                && !query.system().startsWith(TRIAL)) {
            throw Refusals.notYourNamespace(caller, place + ".reference");
        }
        if (!rules.nameType(type)) {
            throw Refusals.notKnownReference(caller, place, "a search");
        }
        Set<String> found = stored.of(type, query, siteOf(caller, type, place));
        List<BundleEntryComponent> written = written(transaction, type, query);
        if (found.size() == 1 && written.stream().allMatch(ConditionalReferences::isOnCondition)) {
            become(reference, type + "/" + found.iterator().next());
        } else if (found.isEmpty() && written.size() == 1) {
            become(reference, address(written.get(0)));
        } else {
            boolean isNone = found.isEmpty() && written.isEmpty();
            throw FhirErrors.precondition(
                    place + ".reference",
                    (isNone ? "Nothing" : "More than one")
                            + " of this type that this client may refer to has the identifier;"
                            + " refer by type and id. Nothing was changed.");
        }
    }

    /** The site that the resource must belong to; null for any. */
    private @Nullable String siteOf(Caller caller, String type, String place) {
        if (caller.site() != null && rules.patientOf(type).isPresent()) {
            return caller.site();
        }
        Optional<AccessGrant> reach = rules.reach(caller, "read", type, Right.READ);
        if (reach.filter(AccessGrant::isWhole).isEmpty()) {
            throw Refusals.notKnownReference(caller, place, "a search");
        }
        return null;
    }

    private static List<BundleEntryComponent> written(Bundle transaction, String type, IdentifierQuery query) {
        List<BundleEntryComponent> written = new ArrayList<>();
        for (BundleEntryComponent entry : transaction.getEntry()) {
            HTTPVerb method = entry.getRequest().getMethod();
            if (entry.hasResource()
                    && (method == HTTPVerb.POST || method == HTTPVerb.PUT)
                    && entry.getResource().fhirType().equals(type)
                    && query.isOf(entry.getResource())) {
                written.add(entry);
            }
        }
        return written;
    }

    /** Such an entry either creates the resource that has the identifier, or keeps the stored one. */
    private static boolean isOnCondition(BundleEntryComponent entry) {
        return entry.getRequest().hasIfNoneExist() || entry.getRequest().getMethod() == HTTPVerb.PUT;
    }

    private static String address(BundleEntryComponent entry) {
        String url = entry.getRequest().getUrl();
        if (entry.getRequest().getMethod() == HTTPVerb.PUT && !url.contains("?")) {
            return url;
        }
        if (!entry.hasFullUrl()) {
            entry.setFullUrl("urn:uuid:" + UUID.randomUUID());
        }
        return entry.getFullUrl();
    }

    private static void become(Reference reference, String address) {
        reference.setReference(address);
        reference.setResource(null);
    }
}
