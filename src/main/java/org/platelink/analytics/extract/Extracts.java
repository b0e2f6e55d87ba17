package org.platelink.analytics.extract;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
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
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.run.Run;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Reads resources out of HAPI's tables. */
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
        this.ahead = new ParallelPrefetch(Executors.newFixedThreadPool(processors, threads()), 4 * processors);
    }

    private static CustomizableThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("extract-");
        threads.setDaemon(true);
        return threads;
    }

    /** Work that takes resources out. */
    @FunctionalInterface
    public interface Work {

        void on(Snapshot look) throws IOException;
    }

    /**
     * Does something that takes resources out, all of them as they were at one moment. The connection is its own: HAPI's
     * transactions know no other isolation than the database's usual one.
     *
     * @param run for which; what ends it ends the work
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
     * A plan for any type and any patient, as PostgreSQL makes after a few times, costs twice one for those that are asked for.
     * And what is read here is much of the store, unlike what a search reads: pages cost what the database says.
     */
    private static void planForEach(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A question that the database thinks about for longer ends there too; rows are fetched by many of them.
            statement.execute("set local statement_timeout = '5min'; set local plan_cache_mode = force_custom_plan;"
                    + " set local random_page_cost to default; set local seq_page_cost to default");
        }
    }

    /**
     * Sees to it that the searches of an extent can be made, before a job that would only fail later is taken in.
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

    /** HAPI's numbers of the resources that fit one of the searches; null if there is none. */
    private @Nullable List<Long> numbers(SearchRestriction extent) {
        if (extent.anyOf().isEmpty()) {
            return null;
        }
        Set<Long> numbers = new TreeSet<>();
        for (SearchParameterMap search : extent.anyOf()) {
            SearchParameterMap all = search.clone();
            all.setLoadSynchronous(true);
            List<JpaPid> found = resources.getResourceDao(extent.type()).searchForIds(all, new SystemRequestDetails());
            found.forEach(pid -> numbers.add(pid.getId()));
        }
        return List.copyOf(numbers);
    }
}
