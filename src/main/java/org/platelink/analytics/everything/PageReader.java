package org.platelink.analytics.everything;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.analytics.everything.Everything.ResourceKey;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/**
 * Reads the resources of an {@code $everything} page and the resources they reference outside the patient's own data.
 */
final class PageReader {

    private static final int TOGETHER = 200;

    private final FhirContext fhir;
    private final SearchRestrictions extents;
    private final DaoRegistry resources;
    private final SearchBuilderFactory<JpaPid> builders;
    private final HapiTransactionService transactions;

    PageReader(
            FhirContext fhir,
            SearchRestrictions extents,
            DaoRegistry resources,
            SearchBuilderFactory<JpaPid> builders,
            HapiTransactionService transactions) {
        this.fhir = fhir;
        this.extents = extents;
        this.resources = resources;
        this.builders = builders;
        this.transactions = transactions;
    }

    /** The resources themselves, grouped by type in the order of the page, marked as matches. */
    List<IBaseResource> read(List<ResourceKey> found, RequestDetails request) {
        Map<String, List<JpaPid>> byType = new LinkedHashMap<>();
        found.forEach(one ->
                byType.computeIfAbsent(one.type(), type -> new ArrayList<>()).add(one.pid()));
        return transactions.withRequest(request).readOnly().execute(() -> {
            List<IBaseResource> read = new ArrayList<>();
            byType.forEach((type, pids) -> {
                List<IBaseResource> ofType = new ArrayList<>();
                builders.newSearchBuilder(type, fhir.getResourceDefinition(type).getImplementingClass())
                        .loadResourcesByPid(pids, List.of(), ofType, false, request);
                read.addAll(ofType);
            });
            read.forEach(one -> mark(one, BundleEntrySearchModeEnum.MATCH));
            return read;
        });
    }

    /**
     * The referenced resources of types that belong to no patient, such as Organization, as far as the caller may
     * search them.
     */
    List<IBaseResource> referredTo(List<IBaseResource> from, RequestDetails request) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        for (IBaseResource resource : from) {
            for (var reference : fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
                IdType id = (IdType) reference.getReferenceElement();
                if (id.hasIdPart()
                        && fhir.getResourceTypes().contains(String.valueOf(id.getResourceType()))
                        && !extents.typesOfPatients().contains(id.getResourceType())) {
                    ids.computeIfAbsent(id.getResourceType(), type -> new LinkedHashSet<>())
                            .add(id.getIdPart());
                }
            }
        }
        List<IBaseResource> referredTo = new ArrayList<>();
        ids.forEach((type, those) -> {
            List<String> all = List.copyOf(those);
            for (int i = 0; i < all.size(); i += TOGETHER) {
                referredTo.addAll(byId(caller, type, all.subList(i, Math.min(i + TOGETHER, all.size()))));
            }
        });
        referredTo.forEach(one -> mark(one, BundleEntrySearchModeEnum.INCLUDE));
        return referredTo;
    }

    private List<IBaseResource> byId(Caller caller, String type, List<String> ids) {
        SearchParameterMap search;
        try {
            search = extents.search(caller, type, "_id=" + String.join(",", ids));
        } catch (BaseServerResponseException notToBeSearched) {
            return List.of();
        }
        search.setLoadSynchronous(true);
        return resources
                .getResourceDao(type)
                .search(search, new SystemRequestDetails())
                .getAllResources();
    }

    private static void mark(IBaseResource resource, BundleEntrySearchModeEnum mode) {
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, mode);
    }

    /**
     * Marks a resource as the outcome entry of the Bundle: neither a match nor included, but information about the
     * answer.
     */
    static Resource asOutcome(Resource outcome) {
        mark(outcome, BundleEntrySearchModeEnum.OUTCOME);
        return outcome;
    }
}
