package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a connection, by which the time of each frame is taken. It tells when the frame that is waited for begins,
 * and hands out no byte of another frame together with its own.
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

    /** From here on the next frame is waited for, if it has not begun by itself: at once after the end of the one before. */
    void expectFrame() {
        begun = nextHasBegun;
        nextHasBegun = false;
        if (begun) {
            whenItBegins.run();
        }
    }

    /** Whether the frame that was waited for has begun. */
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
