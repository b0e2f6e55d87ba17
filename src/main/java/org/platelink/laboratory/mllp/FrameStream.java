package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;

/**
 * Input stream that reports when an MLLP frame begins, so that the time of each frame can be limited.
 *
 * <p>A bulk read never returns bytes of two frames together. Not thread-safe.
 */
final class FrameStream extends InputStream {

    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;

    private final InputStream in;
    private final Runnable whenItBegins;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int limit;
    private int last;
    private boolean begun;
    private boolean nextHasBegun;

    FrameStream(InputStream in, Runnable whenItBegins) {
        this.in = in;
        this.whenItBegins = whenItBegins;
    }

    /**
     * Starts to wait for the next frame. It may have begun already, directly after the end of the one before; it is
     * then reported at once.
     */
    void expectFrame() {
        begun = nextHasBegun;
        nextHasBegun = false;
        if (begun) {
            whenItBegins.run();
        }
    }

    /** Whether the expected frame has begun. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public int read() throws IOException {
        if (next == limit) {
            next = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                return -1;
            }
        }
        int read = buffer[next++] & 0xFF;
        if (read == BEGIN && !begun) {
            begun = true;
            whenItBegins.run();
        } else if (read == BEGIN && last == END) {
            nextHasBegun = true;
        }
        last = read;
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int first = length == 0 ? -1 : read();
        if (first < 0) {
            return length == 0 ? 0 : -1;
        }
        into[offset] = (byte) first;
        int count = 1;
        while (count < length && next < limit && last != END && buffer[next] != BEGIN) {
            into[offset + count++] = (byte) read();
        }
        return count;
    }
}
