package org.platelink.analytics.sqlonfhir;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.RowSink;

/** Row sink that passes rows on until the requested limit is reached. */
final class RowLimit implements RowSink {

    /** Thrown at the first row beyond the limit. */
    static final class LimitReached extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LimitReached() {
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
            throw new LimitReached();
        }
        next.row(cells);
        left--;
    }
}
