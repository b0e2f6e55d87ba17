package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientHeaderTests {

    private static final String HEADER = "MSH|^~\\&|LAB|SITE|||20240102||ORU^R01|C-1|P|2.5.1";

    private static Optional<String> controlId(byte[] bytes) {
        return MessageHeader.leniently(bytes, null).map(MessageHeader::controlId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER,
                "\r\n" + HEADER,
                " " + HEADER + "\rOBX|\u0000",
                "\uFEFF" + HEADER,
                HEADER + "\rMSH|^~\\&|LAB|||||||C-2",
                "MSH|^^^^|LAB||||||ORU^R01|C-1",
                "MSH||LAB||||||ORU^R01|C-1 ",
                HEADER + "||||||nonsense",
            })
    void readsTheControlIdOfWhatIsRefused(String text) {
        assertThat(controlId(text.getBytes(UTF_8))).contains("C-1");
    }

    @Test
    void readsItInUtf16() {
        assertThat(controlId(HEADER.getBytes(UTF_16))).contains("C-1");
        assertThat(MessageHeader.leniently(HEADER.getBytes(UTF_16LE), UTF_16LE).map(MessageHeader::controlId))
                .contains("C-1");
    }

    @Test
    void repeatsNoCharactersOfASetThatIsNotKnown() {
        MessageHeader latin = MessageHeader.leniently(
                        HEADER.replace("SITE", "SÏTE").getBytes(ISO_8859_1), null)
                .orElseThrow();
        assertThat(latin.controlId()).isEqualTo("C-1");
        assertThat(latin.sendingApplication()).isEqualTo("LAB");
        assertThat(latin.sendingFacility()).isEmpty();

        // The second byte is that of a bar.
        byte[] shifted = HEADER.replace("SITE", "弢").getBytes(Charset.forName("GBK"));
        assertThat(controlId(shifted).orElse("")).isEmpty();

        assertThat(controlId(HEADER.replace("C-1", "血").getBytes(UTF_8))).contains("血");
    }

    @Test
    void repeatsNothingOfAnotherSegment() {
        String lost = "MSH|^~\\&|LABPID|1||SYN-1||DOE^SYNTHETIC||19800229|F";

        assertThat(MessageHeader.leniently(lost.getBytes(UTF_8), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PID|1", "MSH", "MSH|", "MSHA^~\\&A", "BHS|^~\\&|"})
    void readsNothingWhereThereIsNoHeader(String text) {
        assertThat(controlId(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void looksAtABoundedStart() {
        assertThat(controlId(("MSH|^~\\&|" + "x".repeat(5000) + "|||||||C-1").getBytes(UTF_8)))
                .isEmpty();
    }

    @Property(tries = 2000)
    void neverFails(@ForAll @Size(max = 60) byte[] rest) {
        byte[] bytes = new byte[rest.length + 4];
        System.arraycopy("MSH|".getBytes(UTF_8), 0, bytes, 0, 4);
        System.arraycopy(rest, 0, bytes, 4, rest.length);

        MessageHeader.leniently(bytes, null);
        MessageHeader.leniently(rest, null);
    }
}
