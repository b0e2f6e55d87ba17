package org.platelink.platform.search;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RequestOwner;

/**
 * HAPI paging provider that finds the {@link CachedSearch} behind a link to another page. A cached search is evicted
 * when it has not been used for a while, when there are too many, and when the server stops. Its links then answer
 * 410, like those of any search that has expired.
 */
final class CachedSearchPagingProvider implements IPagingProvider {

    private final IPagingProvider others;
    private final PageReader reader;
    private final RequestOwner owner;
    private final Cache<String, CachedSearch> searches;

    /** Null where this server is the only one on its database. */
    private final @Nullable SharedSearches shared;

    /** The owner of each search, by its id: of those cached here, and of HAPI's own, such as histories. */
    private final Cache<String, String> owners;

    CachedSearchPagingProvider(
            IPagingProvider others,
            PageReader reader,
            RequestOwner owner,
            SearchProperties properties,
            Duration kept,
            @Nullable SharedSearches shared) {
        this.shared = shared;
        this.others = others;
        this.reader = reader;
        this.owner = owner;
        this.owners = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(kept)
                .build();
        this.searches = Caffeine.newBuilder()
                .maximumWeight(properties.held())
                .weigher((String uuid, CachedSearch search) -> 100 + search.held())
                .expireAfterAccess(kept)
                .build();
    }

    @Override
    public @Nullable String storeResultList(@Nullable RequestDetails request, IBundleProvider results) {
        String uuid;
        if (results instanceof CachedSearchBundleProvider pages) {
            uuid = pages.search().uuid();
            searches.put(uuid, pages.search());
            if (shared != null) {
                shared.add(pages.search(), owner.of(request));
            }
        } else {
            uuid = others.storeResultList(request, results);
            if (shared != null && uuid != null) {
                shared.add(uuid, owner.of(request));
            }
        }
        if (uuid != null) {
            owners.put(uuid, owner.of(request));
        }
        return uuid;
    }

    /**
     * Whether the client of this request started the search. Another client's search is answered as if it did not
     * exist.
     */
    private boolean isOf(@Nullable RequestDetails request, String uuid) {
        String searchOwner = shared == null
                ? owners.getIfPresent(uuid)
                : owners.get(uuid, key -> shared.owner(key).orElse(null));
        return owner.of(request).equals(searchOwner);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String uuid) {
        if (!isOf(request, uuid)) {
            return null;
        }
        CachedSearch search = shared == null
                ? searches.getIfPresent(uuid)
                : searches.get(uuid, key -> shared.find(key).orElse(null));
        if (search == null || !(request instanceof ServletRequestDetails client)) {
            return others.retrieveResultList(request, uuid);
        }
        if (shared != null) {
            shared.catchUp(search);
        }
        // For _elements, HAPI needs the type that is searched; the URL of a page does not name it.
        if (client.getParameters().containsKey(Constants.PARAM_ELEMENTS)) {
            client.setResourceName(search.resourceType());
        }
        // Put again so that its weight is computed anew: it may have grown since.
        searches.put(uuid, search);
        return new CachedSearchBundleProvider(search, reader, client, shared);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String uuid, String pageId) {
        return isOf(request, uuid) ? others.retrieveResultList(request, uuid, pageId) : null;
    }

    @Override
    public boolean canStoreSearchResults() {
        return others.canStoreSearchResults();
    }

    @Override
    public int getDefaultPageSize() {
        return others.getDefaultPageSize();
    }

    @Override
    public int getMaximumPageSize() {
        return others.getMaximumPageSize();
    }
}
