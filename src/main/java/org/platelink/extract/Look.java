package org.platelink.extract;

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
import org.platelink.access.Extent;

/** The store as it was at one moment. */
public final class Look {

    /** What is read at once: enough that the database is not asked for every few, and small beside the heap. */
    private static final int FETCHED_AT_ONCE = 500;

    private final Connection connection;
    private final Function<Extent, @Nullable List<Long>> numbers;
    private final ObjectMapper json;
    private final ReadAhead ahead;

    Look(Connection connection, Function<Extent, @Nullable List<Long>> numbers, ObjectMapper json, ReadAhead ahead) {
        this.connection = connection;
        this.numbers = numbers;
        this.json = json;
        this.ahead = ahead;
    }

    /**
     * Hands out all resources of an extent that a filter leaves, in no order.
     *
     * @param extent what the caller may have
     */
    public void each(Extent extent, Filter filter, ResourceSink sink) throws IOException {
        Question question = Question.of(extent, filter, numbers.apply(extent));
        try (PreparedStatement statement = question.prepare(connection)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                ahead.each(() -> some(row), sink::resource);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Resources could not be read.", failure);
        }
    }

    private List<ObjectNode> some(ResultSet row) throws SQLException, IOException {
        List<ObjectNode> some = new ArrayList<>(FETCHED_AT_ONCE);
        while (some.size() < FETCHED_AT_ONCE && row.next()) {
            some.add(resource(row));
        }
        return some;
    }

    /** How many resources there are to hand out. */
    public long count(Extent extent, Filter filter) {
        Question question = Question.of(extent, filter, numbers.apply(extent));
        try (PreparedStatement statement = question.prepareCount(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("Resources could not be counted.", failure);
        }
    }

    private ObjectNode resource(ResultSet row) throws SQLException, IOException {
        ObjectNode stored = (ObjectNode) json.readTree(row.getString("res_text_vc"));
        ObjectNode resource = json.createObjectNode();
        resource.set("resourceType", stored.remove("resourceType"));
        resource.put("id", row.getString("fhir_id"));
        ObjectNode meta = json.createObjectNode();
        meta.put("versionId", row.getString("res_ver"));
        meta.put("lastUpdated", Moments.written(row.getTimestamp("res_updated").toInstant()));
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
