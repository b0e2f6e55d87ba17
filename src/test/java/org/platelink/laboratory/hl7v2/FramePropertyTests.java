package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold of any stream of frames. */
class FramePropertyTests {

    @Property(tries = 500)
    void asManyFramesComeAsWereSentHoweverTheStreamIsCut(
            @ForAll @Size(max = 8) List<@Size(max = 60) byte[]> messages,
            @ForAll @IntRange(min = 1, max = 17) int piece,
            @ForAll boolean withReturns)
            throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<byte[]> printable =
                messages.stream().map(FramePropertyTests::printable).toList();
        for (byte[] message : printable) {
            byte[] framed = FrameReader.framed(message);
            sent.write(framed, 0, withReturns ? framed.length : framed.length - 1);
        }

        FrameReader frames = new FrameReader(new Pieces(sent.toByteArray(), piece), 60);
        List<byte[]> received = new ArrayList<>();
        Frame frame = frames.next();
        while (frame instanceof Frame.Message message) {
            received.add(message.bytes());
            frame = frames.next();
        }

        assertThat(frame).isEqualTo(new Frame.End());
        assertThat(received).usingRecursiveComparison().isEqualTo(printable);
    }

    @Property(tries = 1000)
    void anyStreamEnds(@ForAll("stream") byte[] stream) throws IOException {
        FrameReader frames = new FrameReader(new ByteArrayInputStream(stream), 20);
        int read = 0;
        Frame frame = frames.next();
        while (frame instanceof Frame.Message message) {
            assertThat(message.bytes()).hasSizeLessThanOrEqualTo(20);
            read++;
            frame = frames.next();
        }
        assertThat(read).isLessThanOrEqualTo(stream.length);
    }

    @Provide
    Arbitrary<byte[]> stream() {
        return Arbitraries.of((byte) 0x0B, (byte) 0x1C, (byte) '\r', (byte) '\n', (byte) 'a')
                .array(byte[].class)
                .ofMaxSize(60);
    }

    private static byte[] printable(byte[] bytes) {
        byte[] printable = bytes.clone();
        for (int i = 0; i < printable.length; i++) {
            printable[i] = (byte) (' ' + (printable[i] & 0x3F));
        }
        return printable;
    }

    /** A stream that gives a few bytes at a time. */
    private static final class Pieces extends InputStream {

        private final ByteArrayInputStream all;
        private final int piece;

        Pieces(byte[] all, int piece) {
            this.all = new ByteArrayInputStream(all);
            this.piece = piece;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return all.read(target, offset, Math.min(length, piece));
        }
    }
}
