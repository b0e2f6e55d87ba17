package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.platelink.desk.api.Api;

/**
 * A ViewDefinition that is stored as the content of a Library.
 *
 * @param id of the Library
 * @param title of the view
 * @param description what its rows are
 * @param resource the resource type from which rows are made
 * @param version of the view; empty if it has none
 * @param columns in their order
 */
record StoredView(String id, String title, String description, String resource, String version, List<Column> columns) {

    private static final String CONTENT_TYPE = "application/vnd.hl7.fhir.viewdefinition+json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A column.
     *
     * @param name in the table
     * @param type of its values; empty if the view does not state it
     * @param isCollection whether a value is a list
     * @param path the FHIRPath expression that fills it
     * @param description what it means; empty if the view does not state it
     */
    record Column(String name, String type, boolean isCollection, String path, String description) {}

    static List<StoredView> all(Api api) {
        List<StoredView> views = new ArrayList<>();
        api.fhir("/Library?_count=200").path("entry").forEach(entry -> of(entry.path("resource"))
                .ifPresent(views::add));
        views.sort(Comparator.comparing(StoredView::id));
        return views;
    }

    /** The view of a Library; empty if it has none. */
    static Optional<StoredView> of(JsonNode library) {
        for (JsonNode content : library.path("content")) {
            if (CONTENT_TYPE.equals(content.path("contentType").asText())) {
                JsonNode view = read(content);
                List<Column> columns = new ArrayList<>();
                columns(view.path("select"), columns);
                return Optional.of(new StoredView(
                        library.path("id").asText(),
                        view.path("title").asText(view.path("name").asText()),
                        view.path("description").asText(),
                        view.path("resource").asText(),
                        view.path("version").asText(),
                        List.copyOf(columns)));
            }
        }
        return Optional.empty();
    }

    private static JsonNode read(JsonNode content) {
        try {
            return JSON.readTree(content.path("data").binaryValue());
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Collects the columns; of a union those of the first branch, which all branches have. */
    private static void columns(JsonNode selects, List<Column> columns) {
        for (JsonNode select : selects) {
            for (JsonNode column : select.path("column")) {
                columns.add(new Column(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("collection").asBoolean(),
                        column.path("path").asText(),
                        column.path("description").asText()));
            }
            columns(select.path("select"), columns);
            JsonNode union = select.path("unionAll").path(0);
            if (!union.isMissingNode()) {
                columns(JSON.createArrayNode().add(union), columns);
            }
        }
    }
}
