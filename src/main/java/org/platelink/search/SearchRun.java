package org.platelink.search;

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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.platelink.search.HeldSearch.Found;

/** Runs a search in the database, for ids alone. */
record SearchRun(
        FhirContext fhir,
        SearchBuilderFactory<JpaPid> builders,
        IInterceptorBroadcaster interceptors,
        EntityManager entityManager) {

    /** A builder of searches of a type. */
    ISearchBuilder<JpaPid> builder(String resourceType) {
        return builders.newSearchBuilder(
                resourceType, fhir.getResourceDefinition(resourceType).getImplementingClass());
    }

    /**
     * Has PostgreSQL plan the rest of this transaction's queries for the values that are asked for. A plan that is made for
     * any subject and any threshold joins thousands of rows one by one; but for writes planning each time is a waste.
     */
    private void planForTheValues() {
        entityManager.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local plan_cache_mode = force_custom_plan");
            }
        });
    }

    /** Finds at most so many; those that an interceptor forbids this client to see are not shown. */
    Found find(HeldSearch search, int most, ServletRequestDetails request) {
        ISearchBuilder<JpaPid> builder = builder(search.resourceType());
        builder.setMaxResultsToFetch(most);
        planForTheValues();
        List<JpaPid> ids = new ArrayList<>();
        try (IResultIterator<JpaPid> found = builder.createQuery(
                search.parameters(), new SearchRuntimeDetails(request, search.uuid()), request, search.partition())) {
            found.forEachRemaining(ids::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
        return new Found(ids.size(), shown);
    }
}
