package org.platelink.laboratory.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of the minimal lower layer protocol (MLLP) from a stream: a vertical tab, a message, a file separator
 * and a carriage return. It holds at most one frame and the bytes that were read together with its end.
 *
 * <p>To work with real peers, it accepts a missing carriage return before the next frame or the end of the stream,
 * and line ends between frames. A file separator that is followed by anything else does not end a frame: otherwise a
 * truncated message would be read as if it were complete.
 */
public final class FrameReader {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = '\r';
    private static final int EOF = -1;

    private final InputStream input;
    private final int limit;
    private final IntPredicate memory;
    private final byte[] chunk = new byte[8192];
    private int next;
    private int filled;
    private Frame.@Nullable FinalFrame last;

    /**
     * Reads from a stream, which stays open.
     *
     * @param limit the maximum length of a message in bytes
     */
    public FrameReader(InputStream input, int limit) {
        this(input, limit, bytes -> true);
    }

    /**
     * Reads from a stream, which stays open, as long as there is memory for the frames.
     *
     * @param limit the maximum length of a message in bytes
     * @param memory called with a number of additional bytes before they are allocated; false if they are not
     *     available
     */
    public FrameReader(InputStream input, int limit, IntPredicate memory) {
        this.input = input;
        this.limit = limit;
        this.memory = memory;
    }

    /** Wraps a message in an MLLP frame. */
    public static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 3];
        framed[0] = START;
        System.arraycopy(message, 0, framed, 1, message.length);
        framed[message.length + 1] = END;
        framed[message.length + 2] = RETURN;
        return framed;
    }

    /**
     * Blocks until the next frame. Any other result than a message is final: the stream is not read any further, and
     * every later call returns the same result.
     *
     * @throws IOException if the stream fails or times out; the part of a frame that was received is lost then
     */
    public Frame next() throws IOException {
        if (last != null) {
            return last;
        }
        int first = read();
        while (first == RETURN || first == '\n') {
            first = read();
        }
        Frame frame =
                switch (first) {
                    case START -> message();
                    case EOF -> new Frame.End();
                    default -> new Frame.StrayBytes();
                };
        if (frame instanceof Frame.FinalFrame end) {
            last = end;
        }
        return frame;
    }

    private Frame message() throws IOException {
        byte[] message = new byte[Math.min(limit, chunk.length)];
        int length = 0;
        if (!memory.test(message.length)) {
            return new Frame.NoRoom(new byte[0]);
        }
        for (int read = read(); read != EOF; read = read()) {
            if (read == END && isEnd()) {
                return new Frame.Message(Arrays.copyOf(message, length));
            }
            if (length == limit) {
                return new Frame.OversizedFrame(Arrays.copyOf(message, length));
            }
            if (length == message.length) {
                int larger = (int) Math.min(limit, 2L * length);
                if (!memory.test(larger - length)) {
                    return new Frame.NoRoom(message);
                }
                message = Arrays.copyOf(message, larger);
            }
            message[length++] = (byte) read;
        }
        return new Frame.TruncatedFrame();
    }

    /**
     * Whether the byte after a file separator makes it the end of the frame. A following carriage return is consumed.
     */
    private boolean isEnd() throws IOException {
        int following = peek();
        if (following == RETURN) {
            next++;
        }
        return following == RETURN || following == START || following == EOF;
    }

    private int read() throws IOException {
        int read = peek();
        if (read != EOF) {
            next++;
        }
        return read;
    }

    private int peek() throws IOException {
        if (next == filled) {
            next = 0;
            filled = Math.max(0, input.read(chunk));
        }
        return filled == 0 ? EOF : chunk[next] & 0xFF;
    }
}
