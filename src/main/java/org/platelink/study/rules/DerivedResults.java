package org.platelink.study.rules;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Stores the results that rules derived. The id of a result is computed from what it is about. A newly derived result
 * replaces the earlier one, whose version stays in the history; an unchanged result is not written.
 */
public final class DerivedResults {

    /** The id prefix of all derived results, and of no other resource. */
    static final String ID = "derived-";

    static final String CATEGORIES = CanonicalUrls.CODE_SYSTEM + "result-category";
    static final String CATEGORY = "derived";

    private static final String SUPPORTING = "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo";
    /** The types that R4's Observation.derivedFrom may refer to, among those on which a rule may be based. */
    private static final Set<String> DERIVED_FROM = Set.of("Observation", "QuestionnaireResponse");

    private final IFhirSystemDao<Bundle, Meta> store;
    private final IHapiTransactionService transactions;
    private final StoredResults stored;

    DerivedResults(IFhirSystemDao<Bundle, Meta> store, IHapiTransactionService transactions, StoredResults stored) {
        this.store = store;
        this.transactions = transactions;
        this.stored = stored;
    }

    /**
     * Creates a result with its id, the status final and the category of derived results.
     *
     * @param parts what it is about, such as the subject's id and the criterion
     */
    public static Observation result(String... parts) {
        Observation result = new Observation();
        result.setId("Observation/" + id(parts));
        result.setStatus(ObservationStatus.FINAL);
        result.addCategory().addCoding().setSystem(CATEGORIES).setCode(CATEGORY);
        return result;
    }

    /** Computes the id of the result about something. */
    public static String id(String... parts) {
        return ID + UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Records the resources on which a result is based: in derivedFrom if R4 allows the type there, else in the
     * extension workflow-supportingInfo.
     */
    public static void restsOn(Observation result, Collection<String> references) {
        for (String reference : references) {
            if (DERIVED_FROM.contains(reference.substring(0, reference.indexOf('/')))) {
                result.addDerivedFrom(new Reference(reference));
            } else {
                result.addExtension(SUPPORTING, new Reference(reference));
            }
        }
    }

    /** Whether a resource is a derived result. */
    public static boolean isDerived(IBaseResource resource) {
        String id = resource.getIdElement().getIdPart();
        return id != null && isDerived(id);
    }

    /** Whether an id is that of a derived result. */
    public static boolean isDerived(String id) {
        return id.startsWith(ID);
    }

    /** Those of the given ids for which a result is stored. */
    public Set<String> stored(Collection<String> ids) {
        return stored.of(ids).keySet();
    }

    /** The stored results with some ids, by their ids. */
    public Map<String, Observation> current(Collection<String> ids) {
        return stored.of(ids);
    }

    /**
     * Stores results atomically, within the current transaction if there is one.
     *
     * @param results each created by {@link #result}
     * @param request the request on whose behalf they are stored
     * @return how many were new, or differed from the stored ones in more than {@code issued}
     */
    public int replace(Collection<Observation> results, RequestDetails request) {
        List<Observation> changed = stored.differing(results);
        if (changed.isEmpty()) {
            return 0;
        }
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Observation result : changed) {
            String address = "Observation/" + result.getIdElement().getIdPart();
            DerivedResultGuard.mark(result);
            transaction
                    .addEntry()
                    .setFullUrl(address)
                    .setResource(result)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(address);
        }
        transactions.withRequest(request).execute(() -> store.transactionNested(request, transaction));
        return changed.size();
    }
}
