package org.platelink.analytics.extract;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.run.Run;

/** Reads resources in bulk from HAPI's tables, in one database snapshot. */
public final class Extracts {

    private final DataSource database;
    private final DaoRegistry resources;
    private final ObjectMapper json;
    private final ParallelPrefetch ahead;

    Extracts(DataSource database, DaoRegistry resources, ObjectMapper json) {
        this.database = database;
        this.resources = resources;
        this.json = json;
        int processors = Runtime.getRuntime().availableProcessors();
        this.ahead = new ParallelPrefetch(
                Executors.newFixedThreadPool(processors, BackgroundWorker.threadsNamed("extract-")), 4 * processors);
    }

    /** Work that reads resources from a snapshot. */
    @FunctionalInterface
    public interface Work {

        void on(Snapshot look) throws IOException;
    }

    /**
     * Runs work in a read-only transaction at isolation level REPEATABLE READ, so that it reads all resources as they
     * were at one moment. It uses a connection of its own, because HAPI's transactions offer only the database's
     * default isolation level.
     *
     * @param run the run it belongs to; what ends the run ends the work
     * @param work reads the resources
     */
    public void inSnapshot(Run run, Work work) throws IOException {
        try (Connection connection = database.getConnection()) {
            int usual = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                planForEach(connection);
                work.on(new Snapshot(connection, this::numbers, json, ahead, run));
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(usual);
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Resources could not be read.", failure);
        }
    }

    /**
     * Sets the planner options of the transaction. A generic plan, which PostgreSQL uses after a few executions,
     * costs twice as much as one for the type and patients at hand. And unlike a search, an extraction reads much of
     * the store, so the page costs are set back to the database's defaults.
     */
    private static void planForEach(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A query that the database works on for longer is ended there too; rows are fetched by many statements.
            statement.execute("set local statement_timeout = '5min'; set local plan_cache_mode = force_custom_plan;"
                    + " set local random_page_cost to default; set local seq_page_cost to default");
        }
    }

    /**
     * Checks that the searches of a restriction can be executed, before a job is accepted that would only fail later.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if one cannot
     */
    public void mustBeAskable(SearchRestriction extent) {
        for (SearchParameterMap search : extent.anyOf()) {
            SearchParameterMap one = search.clone();
            one.setLoadSynchronousUpTo(1);
            resources.getResourceDao(extent.type()).searchForIds(one, new SystemRequestDetails());
        }
    }

    /**
     * HAPI's primary keys of the resources that match one of the searches; null if the restriction has no searches.
     */
    private @Nullable List<Long> numbers(SearchRestriction extent) {
        if (extent.anyOf().isEmpty()) {
            return null;
        }
        Set<Long> numbers = new TreeSet<>();
        for (SearchParameterMap search : extent.anyOf()) {
            SearchParameterMap all = search.clone();
            all.setLoadSynchronous(true);
            IFhirResourceDao<?> store = resources.getResourceDao(extent.type());
            List<JpaPid> found = store.searchForIds(all, new SystemRequestDetails());
            found.forEach(pid -> numbers.add(pid.getId()));
        }
        return List.copyOf(numbers);
    }
}
