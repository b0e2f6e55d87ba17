package org.platelink.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stand-in until the one of hl7v2 is there. */
final class FrameReader {
    sealed interface Read {}

    record Frame(byte[] message) implements Read {}

    record End() implements Read {}

    record Truncated() implements Read {}

    record Outside() implements Read {}

    record TooLarge() implements Read {}

    private final InputStream in;
    private final int limit;

    FrameReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    Read next() throws IOException {
        int b;
        do {
            b = in.read();
        } while (b == '\r' || b == '\n');
        if (b < 0) {
            return new End();
        }
        if (b != 0x0B) {
            return new Outside();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while ((b = in.read()) != 0x1C) {
            if (b < 0) {
                return new Truncated();
            }
            if (out.size() == limit) {
                return new TooLarge();
            }
            out.write(b);
        }
        return new Frame(out.toByteArray());
    }

    static byte[] framed(byte[] message) {
        byte[] all = new byte[message.length + 3];
        all[0] = 0x0B;
        System.arraycopy(message, 0, all, 1, message.length);
        all[message.length + 1] = 0x1C;
        all[message.length + 2] = '\r';
        return all;
    }
}
