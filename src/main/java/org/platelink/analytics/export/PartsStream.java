package org.platelink.analytics.export;

import java.io.InputStream;

/** Input stream that reads the parts of a file from the database, one after the other. */
final class PartsStream extends InputStream {

    private final ExportTables tables;
    private final ExportFile file;
    private byte[] piece = new byte[0];
    private int at;
    private int next;

    PartsStream(ExportTables tables, ExportFile file) {
        this.tables = tables;
        this.file = file;
    }

    private boolean hasMore() {
        if (at < piece.length) {
            return true;
        }
        piece = tables.part(file, next++).orElseGet(() -> new byte[0]);
        at = 0;
        return piece.length > 0;
    }

    @Override
    public int read() {
        return hasMore() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return Math.max(1, piece.length - at);
    }
}
