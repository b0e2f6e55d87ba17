package org.platelink.analytics.sqlonfhir;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.RowSink;

/** Passes rows on until there are as many as were asked for. */
final class RowLimit implements RowSink {

    /** That there are as many rows as were asked for. */
    static final class Reached extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Reached() {
            super(null, null, false, false);
        }
    }

    private final RowSink next;
    private long left;

    RowLimit(long most, RowSink next) {
        this.left = most;
        this.next = next;
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        if (left <= 0) {
            throw new Reached();
        }
        next.row(cells);
        left--;
    }
}
