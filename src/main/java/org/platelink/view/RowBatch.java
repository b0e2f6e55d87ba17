package org.platelink.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of some resources in a view. */
public final class RowBatch {

    /**
     * What is more is not held in memory, but made when it is taken: selections beside each other multiply, and a view can have a
     * thousand columns.
     */
    private static final int MOST_CELLS_HELD = 100_000;

    /** That there are more rows than are held. */
    private static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }

    private final View view;
    private final List<@Nullable Object[]> held;
    private final List<? extends JsonNode> rest;

    private RowBatch(View view, List<@Nullable Object[]> held, List<? extends JsonNode> rest) {
        this.view = view;
        this.held = held;
        this.rest = rest;
    }

    /** Makes them, as many as are held. */
    static RowBatch of(View view, List<? extends JsonNode> resources) throws IOException {
        List<@Nullable Object[]> held = new ArrayList<>(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            int before = held.size();
            try {
                view.rows(resources.get(i), cells -> {
                    if ((held.size() + 1L) * cells.length > MOST_CELLS_HELD) {
                        throw new TooMany();
                    }
                    held.add(cells.clone());
                });
            } catch (TooMany | ViewRefused told) {
                // A refusal is told when it is this one's turn; it may never come.
                held.subList(before, held.size()).clear();
                return new RowBatch(view, held, resources.subList(i, resources.size()));
            }
        }
        return new RowBatch(view, held, List.of());
    }

    /** Hands them out, in the order of the resources. */
    public void each(RowSink sink) throws IOException {
        for (@Nullable Object[] row : held) {
            sink.row(row);
        }
        for (JsonNode resource : rest) {
            view.rows(resource, sink);
        }
    }
}
