package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Cancellation;

/** The rows of a batch of resources in a view, computed ahead up to a limit of memory. */
public final class RowBatch {

    /**
     * Limit of cells held in memory. Rows beyond it are computed when they are consumed: selections beside each other
     * multiply, and a view can have a thousand columns.
     */
    private static final int MOST_CELLS_HELD = 100_000;

    /** A text counts as one more cell for each this many characters. */
    private static final int CHARACTERS_A_CELL = 100;

    /** Thrown when there are more rows than are held in memory. */
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

    /** Computes the rows, up to the limit that is held in memory. */
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
                // An error is thrown only when this resource's rows are consumed, which may never happen.
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

    /** Passes the rows on, in the order of the resources. */
    public void each(RowSink sink) throws IOException {
        for (@Nullable Object[] row : held) {
            sink.row(row);
        }
        for (JsonNode resource : rest) {
            view.rows(resource, cancellation, sink);
        }
    }
}
