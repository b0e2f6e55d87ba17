package org.platelink.analytics.view;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of a view to a stream in one of the formats. Closing it writes what follows the last row. */
public interface RowWriter extends RowSink, Closeable {

    /** Writes what follows the last row, and leaves the stream open. Without it the output is incomplete. */
    @Override
    void close() throws IOException;
}
