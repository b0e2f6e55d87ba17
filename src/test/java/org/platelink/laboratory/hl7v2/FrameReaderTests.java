package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the streams, {@code <} starts a frame, {@code >} is the file separator and {@code /} the carriage return. */
class FrameReaderTests {

    private static final int LIMIT = 10;

    @ParameterizedTest
    @CsvSource({
        "'', end",
        "//, end",
        "<a>/, a end",
        "<a>/<b>/, a b end",
        "//<a>///<b>//, a b end",
        "<a><b>/, a b end",
        "<a>, a end",
        "<>/, ' end'",
        "<a/b/>/, a/b/ end",
        "<a>b>/, a>b end",
        "<a>>/, a> end",
        "<a<b>/, a<b end",
        "<0123456789>/<b>/, 0123456789 b end",
        "<, truncated",
        "<a, truncated",
        "<a>/<b, a truncated",
        "a, outside",
        "MSH|>/, outside",
        "GET, outside",
        ">/, outside",
        "<a>/b<c>/, a outside",
        "<0123456789a>/<b>/, large",
        "<a>/<0123456789a, a large",
    })
    void tellsFramesFromWhatIsNone(String stream, String expected) throws IOException {
        assertThat(read(bytes(stream))).isEqualTo(expected);
    }

    @Test
    void staysAtWhatEndedIt() throws IOException {
        FrameReader frames = new FrameReader(new ByteArrayInputStream(bytes("a<b>/")), LIMIT);

        assertThat(frames.next()).isEqualTo(new Frame.StrayBytes());
        assertThat(frames.next()).isEqualTo(new Frame.StrayBytes());
    }

    @Test
    void readsNoFurtherThanTheLimitAndAChunk() throws IOException {
        ByteArrayInputStream endless = new ByteArrayInputStream(bytes("<" + "x".repeat(1_000_000)));

        assertThat(new FrameReader(endless, LIMIT).next()).isInstanceOf(Frame.OversizedFrame.class);
        assertThat(endless.available()).isGreaterThan(900_000);
    }

    @Test
    void framesAMessage() throws IOException {
        assertThat(FrameReader.framed(bytes("ab"))).isEqualTo(bytes("<ab>/"));
        assertThat(read(FrameReader.framed(bytes("ab")))).isEqualTo("ab end");
    }

    private static String read(byte[] stream) throws IOException {
        FrameReader frames = new FrameReader(new ByteArrayInputStream(stream), LIMIT);
        List<String> read = new ArrayList<>();
        Frame frame = frames.next();
        while (frame instanceof Frame.Message message) {
            read.add(text(message.bytes()));
            frame = frames.next();
        }
        read.add(ending(frame));
        return String.join(" ", read);
    }

    private static String ending(Frame frame) {
        if (frame instanceof Frame.End) {
            return "end";
        }
        if (frame instanceof Frame.TruncatedFrame) {
            return "truncated";
        }
        return frame instanceof Frame.StrayBytes ? "outside" : "large";
    }

    private static byte[] bytes(String text) {
        return text.replace('<', '\u000B')
                .replace('>', '\u001C')
                .replace('/', '\r')
                .getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1)
                .replace('\u000B', '<')
                .replace('\u001C', '>')
                .replace('\r', '/');
    }
}
