package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.platelink.laboratory.hl7v2.Frame;
import org.platelink.laboratory.hl7v2.FrameReader;

class FramingPropertyTests {

    private static OpenDoor door;

    @BeforeContainer
    static void open() {
        door = OpenDoor.to(OpenDoor.ECHO);
    }

    @AfterContainer
    static void close() {
        door.close();
    }

    @Property(tries = 60)
    void anySplitOfTheFramesOverWritesGivesTheSameAnswers(
            @ForAll("messages") List<String> messages,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 40) Integer> splits)
            throws IOException {
        byte[] all = frames(messages);
        try (LabSystem anna = door.connect(Certificates.ANNA)) {
            int from = 0;
            for (int write = 0; from < all.length; write++) {
                int to = Math.min(all.length, from + splits.get(write % splits.size()));
                anna.sendRaw(Arrays.copyOfRange(all, from, to));
                from = to;
            }
            for (String message : messages) {
                assertThat(anna.answer()).isEqualTo(message + " of site-a");
            }
        }
    }

    /** However much of the stream is at hand at once, the time of each frame begins, and with its first byte. */
    @Property(tries = 300)
    void theTimeOfEachFrameIsTaken(
            @ForAll("messages") List<String> messages,
            @ForAll boolean returns,
            @ForAll @IntRange(min = 1, max = 60) int atOnce)
            throws IOException {
        byte[] all = frames(messages);
        byte[] sent =
                returns ? all : new String(all).replace("\u001c\r", "\u001c").getBytes();
        int[] begun = {0};
        FrameStream stream = new FrameStream(inPieces(sent, atOnce), () -> begun[0]++);
        FrameReader reader = new FrameReader(stream, 1000);

        for (int frame = 1; frame <= messages.size(); frame++) {
            stream.expectFrame();
            assertThat(reader.next()).isInstanceOf(Frame.Message.class);
            assertThat(begun[0]).isEqualTo(frame);
        }
        stream.expectFrame();
        assertThat(stream.hasBegun()).isFalse();
    }

    private static InputStream inPieces(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }

            @Override
            public int read(byte[] into) {
                return read(into, 0, into.length);
            }
        };
    }

    private static byte[] frames(List<String> messages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String message : messages) {
            all.write(FrameReader.framed(message.getBytes()));
        }
        return all.toByteArray();
    }

    @Provide
    Arbitrary<List<String>> messages() {
        return Arbitraries.strings()
                .withChars("MSH|^~\\&\r\n")
                .ofMaxLength(60)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
