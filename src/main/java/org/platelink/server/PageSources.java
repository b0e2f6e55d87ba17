package org.platelink.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pages of the {@link PageSource}s, and leaves all others to what keeps them.
 *
 * <p>HAPI makes the name of an answer the id of its Bundles too, which none of these may be: it is longer than an id.
 */
@Interceptor
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

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void withoutTheNameAsId(ResponseDetails answer) {
        if (answer.getResponseResource() instanceof Bundle bundle) {
            withoutTheNameAsId(bundle);
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(Bundle.class::isInstance)
                    .forEach(inside -> withoutTheNameAsId((Bundle) inside));
        }
    }

    private void withoutTheNameAsId(Bundle bundle) {
        if (of(bundle.getIdElement().getIdPart()).isPresent()) {
            bundle.setId((String) null);
        }
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
