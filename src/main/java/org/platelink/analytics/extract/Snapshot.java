package org.platelink.analytics.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.CutSelection;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.run.Run;

/** Reads resources from one database snapshot, that is, as they were at one moment. */
public final class Snapshot {

    /** How many of the resources that a data cut has lost are named. */
    private static final int NAMED = 5;

    /** JDBC fetch size: enough rows that round trips to the database are rare, and few compared with the heap. */
    private static final int FETCHED_AT_ONCE = 500;

    /** Batch size: few enough that a batch stays in a processor's cache while it is parsed and converted. */
    private static final int HANDED_OUT_AT_ONCE = 100;

    /** Limit of characters per batch, which makes batches of large resources smaller. */
    private static final long CHARACTERS_AT_ONCE = 500_000;

    private final Connection connection;
    private final Function<SearchRestriction, @Nullable List<Long>> numbers;
    private final ObjectMapper json;
    private final ParallelPrefetch ahead;
    private final Run run;

    Snapshot(
            Connection connection,
            Function<SearchRestriction, @Nullable List<Long>> numbers,
            ObjectMapper json,
            ParallelPrefetch ahead,
            Run run) {
        this.connection = connection;
        this.numbers = numbers;
        this.json = json;
        this.ahead = ahead;
        this.run = run;
    }

    /** Converts a batch of resources in a worker thread, in parallel with other batches. */
    @FunctionalInterface
    public interface Conversion<S, T> {

        T on(List<S> some) throws IOException;
    }

    /** Consumes the result of a batch, in the caller's thread. */
    @FunctionalInterface
    public interface Use<T> {

        void of(T done) throws IOException;
    }

    /**
     * Passes on all resources of a search restriction that match the filter, in batches; in no particular order,
     * or for a data cut in one that never changes.
     *
     * @param extent what the caller may see
     * @param filter which of these resources are wanted
     * @param work converts a batch, each resource as a read of it would answer it
     * @param use consumes the results
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 409 if a data cut has lost some of them
     */
    public <T> void each(SearchRestriction extent, Filter filter, Conversion<ObjectNode, T> work, Use<T> use)
            throws IOException {
        try (PreparedStatement statement = prepare(extent, filter)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                ahead.each(() -> some(row), stored -> work.on(resources(stored)), use, run::check);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Resources could not be read.", failure);
        }
    }

    private PreparedStatement prepare(SearchRestriction extent, Filter filter) throws SQLException {
        List<Long> allowed = numbers.apply(extent);
        if (filter.cut() == null) {
            return ResourceQuery.of(extent, filter, allowed).prepare(connection);
        }
        CutSelection versions = ResourceQuery.of(filter.cut(), extent, filter, allowed);
        List<String> changed = versions.changed(connection, NAMED);
        if (!changed.isEmpty()) {
            throw FhirErrors.conflict(
                    "_cut",
                    "The data cut " + filter.cut().fullName() + " cannot be had again as it was: erased since, or no"
                            + " more as they were, are among others " + String.join(", ", changed)
                            + ". Make another cut, or leave out what these are of.");
        }
        return versions.prepare(connection);
    }

    private static List<StoredResource> some(ResultSet row) throws SQLException {
        List<StoredResource> some = new ArrayList<>(HANDED_OUT_AT_ONCE);
        long characters = 0;
        while (some.size() < HANDED_OUT_AT_ONCE && characters < CHARACTERS_AT_ONCE && row.next()) {
            StoredResource stored = StoredResource.of(row);
            some.add(stored);
            characters += stored.text().length();
        }
        return some;
    }

    private List<ObjectNode> resources(List<StoredResource> some) throws IOException {
        List<ObjectNode> resources = new ArrayList<>(some.size());
        for (StoredResource one : some) {
            resources.add(one.resource(json));
        }
        return resources;
    }

    /** The number of resources that {@link #each} would pass on. */
    public long count(SearchRestriction extent, Filter filter) {
        List<Long> allowed = numbers.apply(extent);
        try (PreparedStatement statement = filter.cut() == null
                        ? ResourceQuery.of(extent, filter, allowed).prepareCount(connection)
                        : ResourceQuery.of(filter.cut(), extent, filter, allowed)
                                .prepareCount(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("Resources could not be counted.", failure);
        }
    }
}
