package org.platelink.platform.server;

import java.util.HashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Memory budget for all request bodies that are being read or processed, whichever endpoint they came by. One client
 * may take at most half of it. Without a limit, a few hundred bodies of the largest size would fill the Java heap.
 * Thread-safe.
 */
public final class BodyMemory {

    /** The objects built from a body take up to twenty times its size. */
    private static final int SHARE_OF_HEAP = 32;

    private static final int LARGEST_ONES = 4;

    private final DataSize largest;
    private final long all;
    private final long share;
    private final Map<String, Long> taken = new HashMap<>();
    private long total;

    /**
     * Creates the budget of a server.
     *
     * @param largest the size limit of one body
     * @param all the limit for all bodies together
     */
    public BodyMemory(DataSize largest, DataSize all) {
        this.largest = largest;
        this.all = all.toBytes();
        this.share = this.all / 2;
    }

    /** A 32nd of the Java heap, and at least four times the largest body. */
    static DataSize ofHeap(DataSize largest) {
        return DataSize.ofBytes(
                Math.max(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LARGEST_ONES * largest.toBytes()));
    }

    /** The size limit of one body, after decompression. */
    public DataSize largest() {
        return largest;
    }

    /**
     * Starts the accounting for one body.
     *
     * @param client the client that sent it
     */
    public Lease lease(String client) {
        return new Lease(client);
    }

    synchronized long taken() {
        return total;
    }

    /** The memory taken by one body, to be closed when the body is no longer needed. */
    public final class Lease implements AutoCloseable {

        private final String client;
        private long bytes;

        private Lease(String client) {
            this.client = client;
        }

        /**
         * Takes this many bytes more; false, with nothing taken, if the budget or the client's half of it does not
         * allow it now.
         */
        public boolean take(int more) {
            synchronized (BodyMemory.this) {
                long own = taken.getOrDefault(client, 0L) + more;
                if (total + more > all || own > share) {
                    return false;
                }
                total += more;
                bytes += more;
                taken.put(client, own);
                return true;
            }
        }

        /** Returns all of it; the lease may then be used for another body. */
        @Override
        public void close() {
            synchronized (BodyMemory.this) {
                long left = bytes;
                total -= left;
                taken.computeIfPresent(client, (any, before) -> before == left ? null : before - left);
                bytes = 0;
            }
        }
    }
}
