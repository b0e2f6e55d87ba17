package org.platelink.platform.search;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.ServerInterceptorUtil;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.platelink.platform.hapi.table.StoredTexts;
import org.platelink.platform.search.CachedSearchBundleProvider.Page;

/** Loads one page of a cached search in a read-only transaction: the matches and their includes. */
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

    /** Reads the matches from index {@code from} (inclusive) to {@code to} (exclusive), and their includes. */
    Page read(CachedSearch search, int from, int to, ServletRequestDetails request) {
        return inTransaction(search, request, () -> {
            // Reads one id more than the page has, to know whether there is a next page.
            long[] ids = search.ids(from, to + 1, first, most -> searches.find(search, most, request));
            return ids.length == 0
                    ? new Page(to, 0, 0, 0, List.of())
                    : load(search, Arrays.copyOf(ids, Math.min(ids.length, to - from)), ids.length, to, request);
        });
    }

    private <T> T inTransaction(CachedSearch search, ServletRequestDetails request, Callable<T> work) {
        return transactions
                .withRequest(request)
                .withRequestPartitionId(search.partition())
                .readOnly()
                .execute(work);
    }

    private Page load(CachedSearch search, long[] ids, int found, int to, ServletRequestDetails request) {
        List<JpaPid> matches = Arrays.stream(ids).mapToObj(JpaPid::fromId).toList();
        PageIncludes includes = new PageIncludes(searches, entityManager, search, request, matches, mostIncluded());
        includes.find();
        List<JpaPid> all = includes.all();
        List<IBaseResource> shown = new ArrayList<>(textsOf(all, includes.included(), request)
                .orElseGet(() -> objectsOf(search, all, includes.included(), request)));
        int omitted = all.size() - shown.size();
        if (includes.isCut() && !shown.isEmpty()) {
            OperationOutcome outcome = includes.outcome(shown.get(0));
            ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(outcome, BundleEntrySearchModeEnum.OUTCOME);
            shown.add(outcome);
        }
        return new Page(to, found, includes.included().size(), omitted, shown);
    }

    private int mostIncluded() {
        return Objects.requireNonNull(settings.getMaximumIncludesToLoadPerPage());
    }

    /** Counts the matches without reading them. */
    int count(CachedSearch search, ServletRequestDetails request) {
        return inTransaction(search, request, () -> searches.count(search, request));
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
            return List.copyOf(resources);
        });
    }

    private List<IBaseResource> objectsOf(
            CachedSearch search, List<JpaPid> matches, List<JpaPid> included, RequestDetails request) {
        List<IBaseResource> resources = new ArrayList<>();
        searches.builder(search.resourceType()).loadResourcesByPid(matches, included, resources, false, request);
        return ServerInterceptorUtil.fireStoragePreshowResource(resources, request, searches.interceptors());
    }
}
