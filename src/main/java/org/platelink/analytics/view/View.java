package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Cancellation;
import org.platelink.analytics.view.path.EvaluationContext;
import org.platelink.analytics.view.path.Expressions;
import org.platelink.analytics.view.path.FhirPath;
import org.platelink.analytics.view.path.Item;
import org.platelink.analytics.view.path.PathRefused;

/** A compiled ViewDefinition. It is thread-safe. */
public final class View {

    /** Upper limit of rows per resource, more than one can sensibly have: selections beside each other multiply. */
    private static final int MOST_ROWS = 100_000;

    /** A {@code where} condition on resources, and its path in the ViewDefinition. */
    record WhereClause(String place, FhirPath path) {}

    private final @Nullable String name;
    private final String resource;
    private final Expressions expressions;
    private final List<Column> columns;
    private final List<WhereClause> where;
    private final SelectClause selection;
    private final List<String> doubts;

    View(
            @Nullable String name,
            String resource,
            Expressions expressions,
            List<Column> columns,
            List<WhereClause> where,
            SelectClause selection,
            List<String> doubts) {
        this.name = name;
        this.resource = resource;
        this.expressions = expressions;
        this.columns = List.copyOf(columns);
        this.where = List.copyOf(where);
        this.selection = selection;
        this.doubts = List.copyOf(doubts);
    }

    /**
     * Compiles a ViewDefinition.
     *
     * @throws ViewRefused if it is not a ViewDefinition, or cannot be run
     */
    public static View of(JsonNode definition) {
        return new ViewReader(definition).read();
    }

    /** The name that the view gives itself; null if it gives none. */
    public @Nullable String name() {
        return name;
    }

    /** The resource type from which it makes rows. */
    public String resource() {
        return resource;
    }

    /** Its columns, in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** Warnings, as sentences, about paths that can never lead to anything. */
    public List<String> doubts() {
        return doubts;
    }

    /**
     * Computes the rows of a batch of resources, for another thread to consume them.
     *
     * @param cancellation an exception from it ends the work
     * @throws ViewRefused if the view cannot be run on one of them
     */
    public RowBatch rows(List<? extends JsonNode> resources, Cancellation cancellation) throws IOException {
        return RowBatch.of(this, resources, cancellation);
    }

    /**
     * Computes the rows of a resource. A resource of another type has none.
     *
     * @param cancellation an exception from it ends the work
     * @throws ViewRefused if the view cannot be run on it
     */
    public void rows(JsonNode json, Cancellation cancellation, RowSink sink) throws IOException {
        cancellation.check();
        Item item = Item.resource(json);
        if (item == null || !item.typeName().equals(resource)) {
            return;
        }
        EvaluationContext pass = expressions.on(item, cancellation);
        if (!fits(item, pass)) {
            return;
        }
        @Nullable Object[] cells = new Object[columns.size()];
        int[] rows = new int[1];
        selection.rows(item, pass, 0, cells, () -> {
            if (++rows[0] > MOST_ROWS) {
                throw new ViewRefused(
                        "ViewDefinition.select",
                        item.typeName() + "/" + id(item) + " has more than " + MOST_ROWS
                                + " rows in this view: selections beside each other multiply.");
            }
            sink.row(cells);
        });
    }

    private boolean fits(Item item, EvaluationContext pass) {
        for (WhereClause condition : where) {
            List<Item> answer;
            try {
                answer = condition.path().of(item, pass, 0);
            } catch (PathRefused refused) {
                throw new ViewRefused(condition.place(), refused.getMessage() + of(item));
            }
            if (answer.size() > 1 || (answer.size() == 1 && !(answer.get(0).value() instanceof Boolean))) {
                throw new ViewRefused(
                        condition.place(),
                        "A condition must be true or false; write .exists() if you ask whether there is something."
                                + of(item));
            }
            if (answer.isEmpty() || !Boolean.TRUE.equals(answer.get(0).value())) {
                return false;
            }
        }
        return true;
    }

    static String of(Item resource) {
        return " This is in " + resource.typeName() + "/" + id(resource) + ".";
    }

    private static String id(Item resource) {
        return resource.json() == null ? "?" : resource.json().path("id").asText("?");
    }
}
