package org.platelink.search;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds a search again when a client follows a link to another of its pages. Held searches are forgotten when they have
 * not been asked for in a while, when there are too many, and when the server stops; their links then answer 410 like
 * those of any search that has expired.
 */
final class HeldPaging implements IPagingProvider {

    private final IPagingProvider others;
    private final PageReader reader;
    private final Cache<String, HeldSearch> held;

    HeldPaging(IPagingProvider others, PageReader reader, SearchProperties properties, Duration kept) {
        this.others = others;
        this.reader = reader;
        this.held = Caffeine.newBuilder()
                .maximumWeight(properties.held())
                .weigher((String uuid, HeldSearch search) -> 100 + search.held())
                .expireAfterAccess(kept)
                .build();
    }

    @Override
    public String storeResultList(@Nullable RequestDetails request, IBundleProvider results) {
        if (results instanceof HeldPages pages) {
            held.put(pages.search().uuid(), pages.search());
            return pages.search().uuid();
        }
        return others.storeResultList(request, results);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String uuid) {
        HeldSearch search = held.getIfPresent(uuid);
        if (search == null || !(request instanceof ServletRequestDetails client)) {
            return others.retrieveResultList(request, uuid);
        }
        // Put again, as it may have grown since.
        held.put(uuid, search);
        return new HeldPages(search, reader, client);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String uuid, String pageId) {
        return others.retrieveResultList(request, uuid, pageId);
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
