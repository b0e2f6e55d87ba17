package org.platelink.analytics.view;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Consumer of the rows of a view, one by one. */
@FunctionalInterface
public interface RowSink {

    /**
     * Consumes a row.
     *
     * @param cells one for each column: null, a String, Boolean, Integer or BigDecimal, a JsonNode where the path
     *     leads to an element with parts, or a List of these in a collection. The array is reused for the next row
     */
    void row(@Nullable Object[] cells) throws IOException;
}
