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
    private static final class TooManyRows extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyRows() {
            super(null, null, false, false);
        }
    }

    private final View view;
    private final List<@Nullable Object[]> buffered;
    private final List<? extends JsonNode> rest;
    private final Cancellation cancellation;

    private RowBatch(
            View view, List<@Nullable Object[]> buffered, List<? extends JsonNode> rest, Cancellation cancellation) {
        this.view = view;
        this.buffered = buffered;
        this.rest = rest;
        this.cancellation = cancellation;
    }

    /** Computes the rows, up to the limit that is held in memory. */
    static RowBatch of(View view, List<? extends JsonNode> resources, Cancellation cancellation) throws IOException {
        long[] cellsHeld = new long[1];
        List<@Nullable Object[]> buffered = new ArrayList<>(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            int before = buffered.size();
            try {
                view.rows(resources.get(i), cancellation, cells -> {
                    cellsHeld[0] += size(cells);
                    if (cellsHeld[0] > MOST_CELLS_HELD) {
                        throw new TooManyRows();
                    }
                    buffered.add(cells.clone());
                });
            } catch (TooManyRows | ViewRefused refusal) {
                // An error is thrown only when this resource's rows are consumed, which may never happen.
                buffered.subList(before, buffered.size()).clear();
                return new RowBatch(view, buffered, resources.subList(i, resources.size()), cancellation);
            }
        }
        return new RowBatch(view, buffered, List.of(), cancellation);
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
        for (@Nullable Object[] row : buffered) {
            sink.row(row);
        }
        for (JsonNode resource : rest) {
            view.rows(resource, cancellation, sink);
        }
    }
}
