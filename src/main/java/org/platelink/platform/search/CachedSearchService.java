package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.svc.ISearchCoordinatorSvc;
import ca.uhn.fhir.jpa.dao.NonPersistedSearch;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.jpa.search.builder.StorageInterceptorHooksFacade;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.util.SearchParameterMapCalculator;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * HAPI search coordinator that answers cacheable searches of clients with a {@link CachedSearchBundleProvider}, and
 * delegates every other search to HAPI.
 */
final class CachedSearchService implements ISearchCoordinatorSvc<JpaPid> {

    private final ISearchCoordinatorSvc<JpaPid> others;
    private final PageReader reader;
    private final IRequestPartitionHelperSvc partitions;
    private final ISearchParamRegistry searchParameters;
    private final IInterceptorBroadcaster interceptors;
    private final int step;

    CachedSearchService(
            ISearchCoordinatorSvc<JpaPid> others,
            PageReader reader,
            IRequestPartitionHelperSvc partitions,
            ISearchParamRegistry searchParameters,
            IInterceptorBroadcaster interceptors,
            SearchProperties properties) {
        this.others = others;
        this.reader = reader;
        this.partitions = partitions;
        this.searchParameters = searchParameters;
        this.interceptors = interceptors;
        this.step = properties.step();
    }

    @Override
    public IBundleProvider registerSearch(
            IFhirResourceDao<?> dao,
            SearchParameterMap parameters,
            String resourceType,
            @Nullable CacheControlDirective cacheControl,
            @Nullable RequestDetails request) {
        if (request instanceof ServletRequestDetails client && canBeHeld(parameters, cacheControl)) {
            return new CachedSearchBundleProvider(begin(parameters, resourceType, client), reader, client);
        }
        return others.registerSearch(dao, parameters, resourceType, cacheControl, request);
    }

    /**
     * Whether a search can be cached. One that asks for something other than pages of matches cannot, nor one with an
     * unknown include, which HAPI must reject with its own error message.
     */
    private boolean canBeHeld(SearchParameterMap parameters, @Nullable CacheControlDirective cacheControl) {
        return !parameters.isLoadSynchronous()
                && !parameters.isOffsetQuery()
                && parameters.getEverythingMode() == null
                && !parameters.isLastN()
                && (cacheControl == null || !cacheControl.isNoStore())
                && !SearchParameterMapCalculator.isWantOnlyCount(parameters)
                && known(parameters.getIncludes())
                && known(parameters.getRevIncludes());
    }

    private boolean known(Collection<Include> includes) {
        return includes.stream()
                .allMatch(include -> include.getParamType() != null
                        && include.getParamName() != null
                        && searchParameters.getActiveSearchParam(
                                        include.getParamType(),
                                        include.getParamName(),
                                        ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH)
                                != null);
    }

    /** Starts a search. Nothing is read yet; the first page or its total triggers the first query. */
    private CachedSearch begin(SearchParameterMap parameters, String resourceType, ServletRequestDetails request) {
        String uuid = UUID.randomUUID().toString();
        NonPersistedSearch details = new NonPersistedSearch(resourceType);
        details.setUuid(uuid);
        StorageInterceptorHooksFacade hooks = new StorageInterceptorHooksFacade(interceptors);
        hooks.callStoragePresearchPartitionSelected(request, parameters, details);
        RequestPartitionId partition =
                partitions.determineReadPartitionForRequestForSearchType(request, resourceType, parameters);
        hooks.callStoragePresearchRegistered(request, parameters, details, partition);
        return new CachedSearch(uuid, parameters, resourceType, partition, step);
    }

    @Override
    public void cancelAllActiveSearches() {
        others.cancelAllActiveSearches();
    }

    @Override
    public List<JpaPid> getResources(
            String uuid, int from, int to, @Nullable RequestDetails request, RequestPartitionId partition) {
        return others.getResources(uuid, from, to, request, partition);
    }

    @Override
    public Optional<Integer> getSearchTotal(
            String uuid, @Nullable RequestDetails request, RequestPartitionId partition) {
        return others.getSearchTotal(uuid, request, partition);
    }
}
