package org.platelink.server;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the pages of the {@link PageSource}s, and leaves all others to what keeps them. */
final class PageSources implements IPagingProvider {

    private final List<PageSource> sources;
    private final IPagingProvider others;

    PageSources(List<PageSource> sources, IPagingProvider others) {
        this.sources = List.copyOf(sources);
        this.others = others;
    }

    private Optional<PageSource> of(@Nullable String name) {
        return sources.stream()
                .filter(source -> name != null && name.startsWith(source.prefix()))
                .findFirst();
    }

    @Override
    public @Nullable String storeResultList(@Nullable RequestDetails request, IBundleProvider results) {
        String name = results.getUuid();
        return of(name).isPresent() ? name : others.storeResultList(request, results);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String name) {
        Optional<PageSource> source = of(name);
        if (source.isEmpty() || request == null) {
            return others.retrieveResultList(request, name);
        }
        try {
            byte[] question = Base64.getUrlDecoder()
                    .decode(name.substring(source.get().prefix().length()));
            return source.get()
                    .find(request, new String(question, StandardCharsets.UTF_8))
                    .orElse(null);
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String name, String page) {
        return of(name).isPresent() ? null : others.retrieveResultList(request, name, page);
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
