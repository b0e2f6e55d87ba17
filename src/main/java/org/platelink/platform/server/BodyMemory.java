package org.platelink.platform.server;

import java.util.HashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * The memory that all bodies have that are being read or worked on, by whatever door they came; half of it at most those of one
 * client. Without an end to it, a few hundred bodies of the size that each may have would fill Java's heap.
 */
public final class BodyMemory {

    /** What is made of a body takes up to twenty times its size. */
    private static final int SHARE_OF_HEAP = 32;

    private static final int LARGEST_ONES = 4;

    private final DataSize largest;
    private final long all;
    private final long share;
    private final Map<String, Long> taken = new HashMap<>();
    private long total;

    /**
     * The memory of a server.
     *
     * @param largest what one body may have
     * @param all what all may have
     */
    public BodyMemory(DataSize largest, DataSize all) {
        this.largest = largest;
        this.all = all.toBytes();
        this.share = this.all / 2;
    }

    /** A 32nd of Java's heap, and at least that of four of the largest bodies. */
    static DataSize ofHeap(DataSize largest) {
        return DataSize.ofBytes(
                Math.max(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LARGEST_ONES * largest.toBytes()));
    }

    /** The largest body that is taken, unfolded. */
    public DataSize largest() {
        return largest;
    }

    /**
     * Begins to count a body.
     *
     * @param client whose it is
     */
    public Lease lease(String client) {
        return new Lease(client);
    }

    synchronized long taken() {
        return total;
    }

    /** The memory of one body, to be closed when the body is not needed any more. */
    public final class Lease implements AutoCloseable {

        private final String client;
        private long bytes;

        private Lease(String client) {
            this.client = client;
        }

        /** Takes so many bytes more; false if they cannot be had now. */
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

        /** Gives all of it back; it may be used for another body then. */
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
