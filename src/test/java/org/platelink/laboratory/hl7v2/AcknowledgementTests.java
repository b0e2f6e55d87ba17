package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTests {

    private static final Instant NOW = Instant.parse("2024-01-02T09:15:30.5Z");

    private static final Problem PROBLEM = new Problem(
            Problem.Severity.ERROR,
            "OBX^3^6",
            Problem.TABLE_VALUE_NOT_FOUND,
            "unknown-unit",
            "The unit of OBX number 3 is not known; write 10*9/L & the like.");

    @Test
    void answersWithTheSegmentsOfVersion25() {
        MessageHeader header = MessageHeader.of(Oru.text("OBR|1"));
        Problem warning = new Problem(
                Problem.Severity.WARNING, "", Problem.APPLICATION_ERROR, "waiting", "The message waits for a code.");

        Acknowledgement answer =
                Acknowledgement.of(header, AcknowledgementCode.ERROR, false, List.of(PROBLEM, warning), "7f", NOW);

        assertThat(answer.text().split("\r"))
                .containsExactly(
                        "MSH|^~\\&|TRIAL|CENTRE|LAB^1.2.3^ISO|SITE-A|20240102091530+0000||ACK^R01^ACK|7f|P|2.5.1",
                        "MSA|AE|SYN-1|The unit of OBX number 3 is not known; write 10*9/L \\T\\ the like.",
                        "ERR||OBX^3^6|103^Table value not found^HL70357|E|unknown-unit|||The unit of OBX number 3 is not"
                                + " known; write 10*9/L \\T\\ the like.",
                        "ERR|||207^Application error^HL70357|W|waiting|||The message waits for a code.");
        assertThat(answer.text()).endsWith("code.\r");
    }

    @Test
    void saysFirstWhatIsWrongAndCutsItBetweenWords() {
        Problem remark = new Problem(Problem.Severity.INFORMATION, "", Problem.APPLICATION_ERROR, "x", "By the way.");
        Problem problem = new Problem(
                Problem.Severity.WARNING, "", Problem.APPLICATION_ERROR, "x", "Mend this | that. ".repeat(20));

        assertThat(answer(List.of(remark)).text()).contains("\rMSA|AA|1\r");
        assertThat(answer(List.of(remark, problem)).text())
                .contains("\rMSA|AA|1|" + "Mend this \\F\\ that. ".repeat(13) + "Mend this \\F\\ ...\r")
                .contains("|||" + "Mend this \\F\\ that. ".repeat(20) + "\r");
    }

    private static Acknowledgement answer(List<Problem> problems) {
        return Acknowledgement.of(header("1"), AcknowledgementCode.ACCEPT, false, problems, "7f", NOW);
    }

    @Test
    void answersAMessageWhoseHeaderCouldNotBeRead() {
        assertThat(Acknowledgement.of(null, AcknowledgementCode.REJECT, false, List.of(), "7f", NOW)
                        .text())
                .isEqualTo("MSH|^~\\&|||||20240102091530+0000||ACK|7f|P|2.5.1\rMSA|AR|\r");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, false, AA",
        "ERROR, false, AE",
        "REJECT, false, AR",
        "ACCEPT, true, CA",
        "ERROR, true, CE",
        "REJECT, true, CR"
    })
    void saysHowItWasTakenInTheModeOfTheSender(AcknowledgementCode code, boolean enhanced, String expected) {
        assertThat(Acknowledgement.of(header("1"), code, enhanced, List.of(), "7f", NOW)
                        .text())
                .contains("\rMSA|" + expected + "|1\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1|AA|2",
                "1^2&3~4\\5",
                "1\rERR||hostile",
                "1\nMSA|AA|2",
                "1\u001C\r\u000BMSH|^~\\&|",
                "\\X0D\\",
                "\u0085\u0000",
            })
    void nothingThatWasSentCanAddToIt(String hostile) {
        MessageHeader header = new MessageHeader(
                hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile,
                hostile);

        Acknowledgement answer = Acknowledgement.of(header, AcknowledgementCode.ACCEPT, false, List.of(), hostile, NOW);

        MessageText read = MessageText.decode(answer.bytes(UTF_8), null);
        assertThat(read.lines()).hasSize(2);
        assertThat(read.lines().get(0).split("\\|", -1))
                .hasSize(12)
                .endsWith("P", "2.5.1")
                .contains("ACK");
        assertThat(read.lines().get(1).split("\\|", -1)).hasSize(3);
        assertThat(answer.bytes(UTF_8)).doesNotContain(0x0B, 0x1C, 0x0A, 0x00);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1|2", "a^b&c~d\\e", "SYN-0001", "\\F\\"})
    void theSenderReadsItsOwnControlId(String controlId) {
        Acknowledgement answer =
                Acknowledgement.of(header(controlId), AcknowledgementCode.ACCEPT, false, List.of(), "7f", NOW);

        String line = answer.text().split("\r")[1];
        Escapes escapes = new Escapes(Delimiters.of("MSH|^~\\&|"), UTF_8);
        assertThat(new Segment(line, escapes).first(2).text()).isEqualTo(controlId);
    }

    @Test
    void repeatsNoMoreOfAControlIdThanOneCanBe() {
        Acknowledgement answer = Acknowledgement.of(
                header("|".repeat(100_000)), AcknowledgementCode.ACCEPT, false, List.of(), "7f", NOW);

        assertThat(answer.text()).contains("MSA|AA|" + "\\F\\".repeat(199) + "\r");
    }

    @Test
    void isInTheCharactersOfTheMessageIfTheySuffice() {
        Acknowledgement answer =
                Acknowledgement.of(header("µ"), AcknowledgementCode.ACCEPT, false, List.of(), "7", NOW);

        for (Charset charset : List.of(UTF_8, ISO_8859_1, UTF_16, Charset.forName("EUC-KR"))) {
            assertThat(MessageText.decode(answer.bytes(charset), null).text()).endsWith("MSA|AA|µ");
        }
        assertThat(answer.bytes(ISO_8859_1)).contains(0xB5).doesNotContain(0xC2);
        assertThat(answer.bytes(US_ASCII)).isEqualTo(answer.bytes(UTF_8));
        assertThat(answer.bytes(Charset.forName("ISO-2022-CN"))).isEqualTo(answer.bytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, µ, UNICODE UTF-8",
        "ISO-8859-1, µ, 8859/1",
        "ISO-8859-1, 血, UNICODE UTF-8",
        "Big5, 血, BIG-5",
        "UTF-16LE, µ, UNICODE UTF-16",
        "Shift_JIS, 血, UNICODE UTF-8",
        "ISO-8859-1, 1, ''",
        "UTF-8, 1, ''",
    })
    void saysWhichCharactersItIsIn(Charset charset, String controlId, String said) {
        Acknowledgement answer =
                Acknowledgement.of(header(controlId), AcknowledgementCode.ACCEPT, false, List.of(), "7", NOW);

        MessageText read = MessageText.decode(answer.bytes(charset), null);

        String header = read.lines().get(0);
        assertThat(new Segment(header, new Escapes(Delimiters.of(header), UTF_8)).text(18))
                .isEqualTo(said);
        assertThat(read.lines().get(1)).isEqualTo("MSA|AA|" + controlId);
    }

    @Test
    void cutsNoCharacterInTwo() {
        Acknowledgement answer = Acknowledgement.of(
                header("x".repeat(198) + "𠀀𠀀"), AcknowledgementCode.ACCEPT, false, List.of(), "7", NOW);

        assertThat(answer.text()).endsWith("x\r");
    }

    private static MessageHeader header(String controlId) {
        return new MessageHeader("", "", "", "", "", "ORU", "R01", controlId, "P", "2.5.1", "", "");
    }
}
