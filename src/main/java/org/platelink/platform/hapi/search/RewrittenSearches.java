package org.platelink.platform.hapi.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.IResultIterator;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.search.SearchBuilderLoadIncludesParameters;
import ca.uhn.fhir.jpa.model.search.SearchRuntimeDetails;
import ca.uhn.fhir.jpa.search.builder.SearchBuilder;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Factory of HAPI search builders that apply every {@link SearchRewriting} to a copy of the search before it is run.
 */
final class RewrittenSearches extends SearchBuilderFactory<JpaPid> {

    private final List<SearchRewriting> rewritings;
    private final SearchBuilderShape shape = SearchBuilderShape.of(SearchBuilder.class);
    private volatile @Nullable SearchBuilders builders;

    RewrittenSearches(List<SearchRewriting> rewritings) {
        this.rewritings = List.copyOf(rewritings);
    }

    @Override
    public ISearchBuilder<JpaPid> newSearchBuilder(String type, Class<? extends IBaseResource> resource) {
        return new Builder(hapis(type, resource), type, rewritings);
    }

    private ISearchBuilder<JpaPid> hapis(String type, Class<? extends IBaseResource> resource) {
        SearchBuilders current = builders;
        if (current != null) {
            return current.of(type, resource);
        }
        ISearchBuilder<JpaPid> made = super.newSearchBuilder(type, resource);
        builders = new SearchBuilders(shape, (SearchBuilder) made);
        return made;
    }

    private record Builder(ISearchBuilder<JpaPid> hapis, String type, List<SearchRewriting> rewritings)
            implements ISearchBuilder<JpaPid> {

        private SearchParameterMap rewritten(SearchParameterMap search) {
            SearchParameterMap copy = search.clone();
            rewritings.forEach(rewriting -> rewriting.rewrite(type, copy));
            return copy;
        }

        @Override
        public IResultIterator<JpaPid> createQuery(
                SearchParameterMap search,
                SearchRuntimeDetails details,
                RequestDetails request,
                RequestPartitionId partition) {
            return hapis.createQuery(rewritten(search), details, request, partition);
        }

        @Override
        public Long createCountQuery(
                SearchParameterMap search, String uuid, RequestDetails request, RequestPartitionId partition) {
            return hapis.createCountQuery(rewritten(search), uuid, request, partition);
        }

        @Override
        public void setMaxResultsToFetch(Integer most) {
            hapis.setMaxResultsToFetch(most);
        }

        @Override
        public void setDeduplicateInDatabase(boolean isWanted) {
            hapis.setDeduplicateInDatabase(isWanted);
        }

        @Override
        public void setRequireTotal(boolean isWanted) {
            hapis.setRequireTotal(isWanted);
        }

        @Override
        public boolean requiresTotal() {
            return hapis.requiresTotal();
        }

        @Override
        public void loadResourcesByPid(
                Collection<JpaPid> ids,
                Collection<JpaPid> included,
                List<IBaseResource> loaded,
                boolean isForHistory,
                RequestDetails request) {
            hapis.loadResourcesByPid(ids, included, loaded, isForHistory, request);
        }

        @Override
        @Deprecated
        public Set<JpaPid> loadIncludes(
                FhirContext fhir,
                EntityManager entityManager,
                Collection<JpaPid> matches,
                Collection<Include> includes,
                boolean isReverse,
                DateRangeParam lastUpdated,
                String search,
                RequestDetails request,
                Integer most) {
            return hapis.loadIncludes(
                    fhir, entityManager, matches, includes, isReverse, lastUpdated, search, request, most);
        }

        @Override
        public Set<JpaPid> loadIncludes(SearchBuilderLoadIncludesParameters<JpaPid> parameters) {
            return hapis.loadIncludes(parameters);
        }

        @Override
        public void setFetchSize(int size) {
            hapis.setFetchSize(size);
        }

        @Override
        public void setPreviouslyAddedResourcePids(List<JpaPid> ids) {
            hapis.setPreviouslyAddedResourcePids(ids);
        }
    }
}
