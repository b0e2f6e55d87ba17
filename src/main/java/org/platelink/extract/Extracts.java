package org.platelink.extract;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Extent;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads resources out of HAPI's tables. */
public final class Extracts {

    /** What is read at once: enough that the database is not asked for every few, and small beside the heap. */
    private static final int FETCHED_AT_ONCE = 500;

    private final DataSource database;
    private final DaoRegistry resources;
    private final ObjectMapper json;
    private final TransactionTemplate oneLook;

    Extracts(DataSource database, DaoRegistry resources, ObjectMapper json, PlatformTransactionManager transactions) {
        this.database = database;
        this.resources = resources;
        this.json = json;
        this.oneLook = new TransactionTemplate(transactions);
        oneLook.setReadOnly(true);
        oneLook.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Work that takes resources out. */
    @FunctionalInterface
    public interface Work {

        void run() throws IOException;
    }

    /** Does something that takes resources out several times, so that all of them are of one moment. */
    public void inOneLook(Work work) throws IOException {
        try {
            oneLook.executeWithoutResult(status -> {
                try {
                    work.run();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * Hands out all resources of an extent that a filter leaves, in no order.
     *
     * @param extent what the caller may have
     */
    public void each(Extent extent, Filter filter, ResourceSink sink) throws IOException {
        inOneLook(() -> {
            Question question = Question.of(extent, filter, numbers(extent));
            Connection connection = DataSourceUtils.getConnection(database);
            try (PreparedStatement statement = question.prepare(connection)) {
                statement.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        sink.resource(resource(row));
                    }
                }
            } catch (SQLException failure) {
                throw new IllegalStateException("Resources could not be read.", failure);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        });
    }

    /** How many resources there are to hand out. */
    public long count(Extent extent, Filter filter) throws IOException {
        long[] count = new long[1];
        inOneLook(() -> {
            Question question = Question.of(extent, filter, numbers(extent));
            Connection connection = DataSourceUtils.getConnection(database);
            try (PreparedStatement statement = question.prepareCount(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                count[0] = row.getLong(1);
            } catch (SQLException failure) {
                throw new IllegalStateException("Resources could not be counted.", failure);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        });
        return count[0];
    }

    /** HAPI's numbers of the resources that fit a condition; null if there is none. */
    private @Nullable List<Long> numbers(Extent extent) {
        if (extent.condition().isEmpty()) {
            return null;
        }
        SearchParameterMap condition = extent.condition().get().clone();
        condition.setLoadSynchronous(true);
        List<Long> numbers = new ArrayList<>();
        try (Stream<JpaPid> found = resources.getResourceDao(extent.type()).searchForIdStream(condition, null, null)) {
            found.forEach(pid -> numbers.add(pid.getId()));
        }
        return numbers;
    }

    private ObjectNode resource(ResultSet row) throws SQLException, IOException {
        ObjectNode stored = (ObjectNode) json.readTree(row.getString("res_text_vc"));
        ObjectNode resource = json.createObjectNode();
        resource.set("resourceType", stored.remove("resourceType"));
        resource.put("id", row.getString("fhir_id"));
        ObjectNode meta = json.createObjectNode();
        meta.put("versionId", row.getString("res_ver"));
        Timestamp updated = row.getTimestamp("res_updated");
        meta.put("lastUpdated", Moments.written(updated.toInstant()));
        String source = row.getString("source_uri");
        if (source != null) {
            meta.put("source", source);
        }
        if (stored.remove("meta") instanceof ObjectNode more) {
            meta.setAll(more);
        }
        resource.set("meta", meta);
        resource.setAll(stored);
        return resource;
    }
}
