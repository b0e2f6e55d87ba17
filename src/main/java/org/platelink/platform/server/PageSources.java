package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.util.UrlUtil;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Paging provider that gets pages from the {@link PageSource}s, and delegates all others to the provider that keeps
 * them.
 *
 * <p>HAPI uses the name of a result as the id of its Bundles too. It is removed there, since it is longer than an id
 * may be.
 */
@Interceptor(order = InterceptorOrder.PAGE_SOURCES)
final class PageSources implements IPagingProvider {

    private static final List<String> OF_THE_ANSWER = List.of(
            Constants.PARAM_COUNT,
            Constants.PARAM_SUMMARY,
            Constants.PARAM_ELEMENTS,
            Constants.PARAM_PRETTY,
            Constants.PARAM_FORMAT);

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
    public void withoutTheNameAsId(RequestDetails request, ResponseDetails answer) {
        if (answer.getResponseResource() instanceof Bundle bundle) {
            withoutTheNameAsId(request, bundle);
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(Bundle.class::isInstance)
                    .forEach(inside -> withoutTheNameAsId(request, (Bundle) inside));
        }
    }

    private void withoutTheNameAsId(RequestDetails request, Bundle bundle) {
        String name = bundle.getIdElement().getIdPart();
        if (of(name).isPresent()) {
            bundle.getLink().forEach(link -> link.setUrl(named(request, bundle, name, link.getUrl())));
            bundle.setId((String) null);
        }
    }

    /**
     * Replaces HAPI's links between pages of a history, which are by offset: other versions are there as soon as one
     * is written.
     */
    private static String named(RequestDetails request, Bundle bundle, String name, String url) {
        Map<String, String[]> parameters = UrlUtil.parseQueryString(url.replaceFirst("^[^?]*\\??", ""));
        if (!parameters.containsKey(Constants.PARAM_OFFSET)) {
            return url;
        }
        StringBuilder page = new StringBuilder(request.getFhirServerBase() + "?" + Constants.PARAM_PAGINGACTION + "=")
                .append(UrlUtil.escapeUrlParam(name))
                .append("&" + Constants.PARAM_PAGINGOFFSET + "=")
                .append(parameters.get(Constants.PARAM_OFFSET)[0]);
        OF_THE_ANSWER.stream().filter(parameters::containsKey).forEach(parameter -> page.append("&" + parameter + "=")
                .append(UrlUtil.escapeUrlParam(Objects.requireNonNull(parameters.get(parameter))[0])));
        return page.append("&" + Constants.PARAM_BUNDLETYPE + "="
                        + bundle.getType().toCode())
                .toString();
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
