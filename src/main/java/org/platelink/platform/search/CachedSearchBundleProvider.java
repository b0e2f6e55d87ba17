package org.platelink.platform.search;

import ca.uhn.fhir.jpa.util.SearchParameterMapCalculator;
import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** HAPI bundle provider that reads the pages of a {@link CachedSearch}, for one request. */
final class CachedSearchBundleProvider implements IBundleProvider {

    private final CachedSearch search;
    private final PageReader reader;
    private final ServletRequestDetails request;

    /**
     * The first page, read together with the total: HAPI asks for the total first, and so both take one transaction.
     */
    private @Nullable Page first;

    /** Where progress is shared with other servers; null for a search that just begins, or is not shared. */
    private final @Nullable SharedSearches shared;

    CachedSearchBundleProvider(CachedSearch search, PageReader reader, ServletRequestDetails request) {
        this(search, reader, request, null);
    }

    CachedSearchBundleProvider(
            CachedSearch search, PageReader reader, ServletRequestDetails request, @Nullable SharedSearches shared) {
        this.search = search;
        this.reader = reader;
        this.request = request;
        this.shared = shared;
    }

    CachedSearch search() {
        return search;
    }

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder builder) {
        int asked = search.asked();
        Page page = first != null && from == 0 && first.is(to, search.total())
                ? first
                : reader.read(search, from, to, request);
        if (shared != null && search.asked() > asked) {
            shared.goneOn(search);
        }
        builder.setTotalRequestedResourcesFetched(page.found());
        builder.setIncludedResourceCount(page.included());
        builder.setOmittedResourceCount(page.omitted());
        builder.setResources(page.shown());
        return page.shown();
    }

    @Override
    public String getUuid() {
        return search.uuid();
    }

    /** The total; null (unknown) until the end has been read, unless the client asked for it. */
    @Override
    public @Nullable Integer size() {
        if (!search.hasRun()) {
            first = reader.read(search, 0, probableSize(), request);
        }
        OptionalInt total = SearchParameterMapCalculator.isWantCount(search.parameters())
                ? search.total(() -> reader.count(search, request))
                : search.total();
        return total.isPresent() ? total.getAsInt() : null;
    }

    /** The number of results that HAPI will probably ask for. If it asks for another number, those are read then. */
    private int probableSize() {
        IPagingProvider paging = request.getServer().getPagingProvider();
        Integer count = RestfulServerUtils.extractCountParameter(request);
        return count == null ? paging.getDefaultPageSize() : Math.min(count, paging.getMaximumPageSize());
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return new InstantDt(search.begun());
    }

    @Override
    public @Nullable Integer preferredPageSize() {
        return search.parameters().getCount();
    }

    /**
     * A page of results, from the first match on.
     *
     * @param to the index after the last match of the page
     * @param found how many matches there are up to {@code to}, and one more if there is one
     * @param included how many of the resources shown are not matches
     * @param omitted how many an interceptor removed
     * @param shown the resources that the client gets
     */
    record Page(int to, int found, int included, int omitted, List<IBaseResource> shown) {

        /**
         * Whether this page also answers a request that ends at {@code end}: HAPI asks up to the total, where that is
         * known.
         */
        boolean is(int end, OptionalInt total) {
            return end == to || total.isPresent() && total.getAsInt() <= Math.min(end, to);
        }
    }
}
