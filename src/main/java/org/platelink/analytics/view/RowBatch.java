package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Cancellation;

/** The rows of some resources in a view. */
public final class RowBatch {

    /**
     * What is more is not held in memory, but made when it is taken: selections beside each other multiply, and a view can have a
     * thousand columns.
     */
    private static final int MOST_CELLS_HELD = 100_000;

    /** A longer text counts as several cells. */
    private static final int CHARACTERS_A_CELL = 100;

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
    private final Cancellation cancellation;

    private RowBatch(
            View view, List<@Nullable Object[]> held, List<? extends JsonNode> rest, Cancellation cancellation) {
        this.view = view;
        this.held = held;
        this.rest = rest;
        this.cancellation = cancellation;
    }

    /** Makes them, as many as are held. */
    static RowBatch of(View view, List<? extends JsonNode> resources, Cancellation cancellation) throws IOException {
        long[] cellsHeld = new long[1];
        List<@Nullable Object[]> held = new ArrayList<>(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            int before = held.size();
            try {
                view.rows(resources.get(i), cancellation, cells -> {
                    cellsHeld[0] += size(cells);
                    if (cellsHeld[0] > MOST_CELLS_HELD) {
                        throw new TooMany();
                    }
                    held.add(cells.clone());
                });
            } catch (TooMany | ViewRefused told) {
                // A refusal is told when it is this one's turn; it may never come.
                held.subList(before, held.size()).clear();
                return new RowBatch(view, held, resources.subList(i, resources.size()), cancellation);
            }
        }
        return new RowBatch(view, held, List.of(), cancellation);
    }

    private static long size(@Nullable Object[] cells) {
        long size = 0;
        for (Object cell : cells) {
            size += 1 + size(cell);
        }
        return size;
    }

    private static long size(@Nullable Object cell) {
        if (cell instanceof String text) {
            return text.length() / CHARACTERS_A_CELL;
        }
        if (cell instanceof List<?> several) {
            return several.stream().mapToLong(one -> 1 + size(one)).sum();
        }
        return 0;
    }

    /** Hands them out, in the order of the resources. */
    public void each(RowSink sink) throws IOException {
        for (@Nullable Object[] row : held) {
            sink.row(row);
        }
        for (JsonNode resource : rest) {
            view.rows(resource, cancellation, sink);
        }
    }
}
