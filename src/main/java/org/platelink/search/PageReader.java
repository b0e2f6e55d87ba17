package org.platelink.search;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.ServerInterceptorUtil;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.platelink.search.HeldPages.Page;

/** Reads a page of a held search: its results, and what they include. */
final class PageReader {

    private final SearchRun searches;
    private final HapiTransactionService transactions;
    private final JpaStorageSettings settings;
    private final EntityManager entityManager;
    private final StoredTexts texts;
    private final TextBundles textBundles;
    private final int first;

    PageReader(
            SearchRun searches,
            HapiTransactionService transactions,
            JpaStorageSettings settings,
            EntityManager entityManager,
            StoredTexts texts,
            TextBundles textBundles,
            int first) {
        this.searches = searches;
        this.transactions = transactions;
        this.settings = settings;
        this.entityManager = entityManager;
        this.texts = texts;
        this.textBundles = textBundles;
        this.first = first;
    }

    /** Reads the results from a place in the search to another. */
    Page read(HeldSearch search, int from, int to, ServletRequestDetails request) {
        return inTransaction(search, request, () -> {
            // One more than wanted, to know whether there is another page.
            long[] ids = search.ids(from, to + 1, first, most -> searches.find(search, most, request));
            return ids.length == 0
                    ? new Page(to, 0, 0, 0, List.of())
                    : load(search, Arrays.copyOf(ids, Math.min(ids.length, to - from)), ids.length, to, request);
        });
    }

    private <T> T inTransaction(HeldSearch search, ServletRequestDetails request, Callable<T> work) {
        return transactions
                .withRequest(request)
                .withRequestPartitionId(search.partition())
                .readOnly()
                .execute(work);
    }

    private Page load(HeldSearch search, long[] ids, int found, int to, ServletRequestDetails request) {
        List<JpaPid> matches =
                Arrays.stream(ids).mapToObj(JpaPid::fromId).collect(Collectors.toCollection(ArrayList::new));
        List<JpaPid> included = new ArrayList<>();
        Integer room = settings.getMaximumIncludesToLoadPerPage();
        // HAPI's order: what the results are included by or include, then what follows from that.
        for (boolean iterate : new boolean[] {false, true}) {
            for (boolean reverse : new boolean[] {true, false}) {
                room = include(search, matches, included, iterate, reverse, room, request);
            }
        }
        int all = matches.size();
        List<IBaseResource> shown =
                textsOf(matches, included, request).orElseGet(() -> objectsOf(search, matches, included, request));
        return new Page(to, found, included.size(), all - shown.size(), shown);
    }

    private Optional<List<IBaseResource>> textsOf(
            List<JpaPid> matches, List<JpaPid> included, ServletRequestDetails request) {
        if (!textBundles.canAnswer(request)) {
            return Optional.empty();
        }
        return texts.read(matches, request.getFhirServerBase()).map(resources -> {
            for (int i = 0; i < resources.size(); i++) {
                ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(
                        resources.get(i),
                        included.contains(matches.get(i))
                                ? BundleEntrySearchModeEnum.INCLUDE
                                : BundleEntrySearchModeEnum.MATCH);
            }
            return new ArrayList<>(resources);
        });
    }

    private List<IBaseResource> objectsOf(
            HeldSearch search, List<JpaPid> matches, List<JpaPid> included, RequestDetails request) {
        List<IBaseResource> resources = new ArrayList<>();
        searches.builder(search.resourceType()).loadResourcesByPid(matches, included, resources, false, request);
        return ServerInterceptorUtil.fireStoragePreshowResource(resources, request, searches.interceptors());
    }

    private @Nullable Integer include(
            HeldSearch search,
            List<JpaPid> matches,
            List<JpaPid> included,
            boolean iterate,
            boolean reverse,
            @Nullable Integer room,
            RequestDetails request) {
        Collection<Include> all = reverse
                ? search.parameters().getRevIncludes()
                : search.parameters().getIncludes();
        List<Include> wanted =
                all.stream().filter(include -> include.isRecurse() == iterate).toList();
        if (wanted.isEmpty()) {
            return room;
        }
        Set<JpaPid> found = searches.builder(search.resourceType())
                .loadIncludes(
                        searches.fhir(),
                        entityManager,
                        matches,
                        wanted,
                        reverse,
                        search.parameters().getLastUpdated(),
                        search.uuid(),
                        request,
                        room);
        matches.addAll(found);
        included.addAll(found);
        return room == null ? null : room - found.size();
    }
}
