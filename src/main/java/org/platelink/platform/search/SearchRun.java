package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.dao.IResultIterator;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.interceptor.JpaPreResourceAccessDetails;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.search.SearchRuntimeDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.CompositeInterceptorBroadcaster;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.platelink.platform.search.CachedSearch.SearchMatches;
import org.postgresql.PGConnection;

/** Runs a search as an SQL query that returns ids only. */
record SearchRun(
        FhirContext fhir,
        SearchBuilderFactory<JpaPid> builders,
        IInterceptorBroadcaster interceptors,
        EntityManager entityManager) {

    /** Creates a HAPI search builder for a type. */
    ISearchBuilder<JpaPid> builder(String resourceType) {
        return builders.newSearchBuilder(
                resourceType, fhir.getResourceDefinition(resourceType).getImplementingClass());
    }

    /**
     * Makes PostgreSQL plan the query for its actual parameter values, by setting the driver's prepare threshold to 0
     * meanwhile. A generic plan, made for any subject and any threshold, joins thousands of rows one by one. The
     * driver then keeps no server-side prepared statement, and so never gets such a plan. For writes, planning each
     * time would be a waste.
     */
    private <T> T plannedForTheValues(Supplier<T> search) {
        return entityManager.unwrap(Session.class).doReturningWork(connection -> {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            int usual = postgres.getPrepareThreshold();
            postgres.setPrepareThreshold(0);
            try {
                return search.get();
            } finally {
                postgres.setPrepareThreshold(usual);
            }
        });
    }

    private static List<JpaPid> ids(
            CachedSearch search, ISearchBuilder<JpaPid> builder, ServletRequestDetails request) {
        List<JpaPid> ids = new ArrayList<>();
        try (IResultIterator<JpaPid> found = builder.createQuery(
                search.parameters(), new SearchRuntimeDetails(request, search.uuid()), request, search.partition())) {
            found.forEachRemaining(ids::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return ids;
    }

    /**
     * Finds at most {@code most} matches. Those that an interceptor forbids this client to see are not among the
     * shown ones.
     */
    SearchMatches find(CachedSearch search, int most, ServletRequestDetails request) {
        ISearchBuilder<JpaPid> builder = builder(search.resourceType());
        builder.setMaxResultsToFetch(most);
        List<JpaPid> ids = plannedForTheValues(() -> ids(search, builder, request));
        JpaPreResourceAccessDetails access = new JpaPreResourceAccessDetails(ids, () -> builder);
        CompositeInterceptorBroadcaster.newCompositeBroadcaster(interceptors, request)
                .ifHasCallHooks(Pointcut.STORAGE_PREACCESS_RESOURCES, () -> new HookParams()
                        .add(IPreResourceAccessDetails.class, access)
                        .add(RequestDetails.class, request)
                        .addIfMatchesType(ServletRequestDetails.class, request));
        List<Long> shown = IntStream.range(0, ids.size())
                .filter(i -> !access.isDontReturnResourceAtIndex(i))
                .mapToObj(i -> ids.get(i).getId())
                .toList();
        return new SearchMatches(ids.size(), shown);
    }

    /** Counts the matches. */
    int count(CachedSearch search, ServletRequestDetails request) {
        return plannedForTheValues(() -> builder(search.resourceType())
                        .createCountQuery(search.parameters(), search.uuid(), request, search.partition()))
                .intValue();
    }
}
