package org.platelink.mllp;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a connection, told frame from frame: it knows when a frame begins, and never reads past the end of one, so
 * that the time of each can be taken.
 */
final class FrameStream extends InputStream {

    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;

    private final InputStream in;
    private final Runnable whenAFrameBegins;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int limit;
    private boolean begun;

    FrameStream(InputStream in, Runnable whenAFrameBegins) {
        this.in = in;
        this.whenAFrameBegins = whenAFrameBegins;
    }

    /** From here on a new frame is waited for. */
    void expectFrame() {
        begun = false;
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
            whenAFrameBegins.run();
        }
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length && (count == 0 || next < limit)) {
            int read = read();
            if (read < 0) {
                return -1;
            }
            into[offset + count++] = (byte) read;
            if (read == END) {
                break;
            }
        }
        return count;
    }
}
