package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTests {

    private static final String BHS = "BHS|^~\\&|LAB|SITE|TRIAL|CENTRE|20240102||||B-1";
    private static final String ONE = "MSH|^~\\&|LAB|||||||1\rPID|1\r";
    private static final String TWO = "MSH|^~\\&|LAB|||||||2\r\nOBX|1\r\n\r\n";

    private static Batch split(String text) {
        return Batch.of(text.getBytes(UTF_8));
    }

    private static MessageRefused refusal(String text) {
        return Refusal.of(() -> split(text));
    }

    private static List<String> messages(Batch batch) {
        return batch.groups().stream()
                .flatMap(group -> group.messages().stream())
                .map(bytes -> new String(bytes, UTF_8))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTS|2\r", "BTS|02|a comment", "BTS|2 |", "BTS", "BTS||", "\nBTS|2\n\n"})
    void splitsABatchIntoItsMessagesAsTheyCame(String end) {
        Batch batch = split(BHS + "\r" + ONE + TWO + end);

        assertThat(messages(batch)).hasSize(2);
        assertThat(messages(batch).get(0)).isEqualTo(ONE);
        assertThat(messages(batch).get(1)).startsWith(TWO.strip());
        assertThat(batch.file()).isNull();
    }

    @Test
    void splitsAFileOfBatches() {
        Batch batch = split("\uFEFFFHS|^~\\&|LAB||||||||F-1\r" + BHS + "\r" + ONE + "BTS|1\r" + BHS + "\r" + TWO
                + "BTS|1\r" + BHS + "\rBTS|0\rFTS|3\r");

        assertThat(messages(batch)).hasSize(2);
        assertThat(batch.groups()).hasSize(3);
        assertThat(batch.messages()).isEqualTo(2);
    }

    @Test
    void splitsWhateverTheMessagesAreIn() {
        Charset gbk = Charset.forName("GBK");
        byte[] bytes = (BHS + "\r" + ONE + "NTE|1||血小板\r" + TWO + "BTS|2").getBytes(gbk);

        // A byte of a character that is a line end in Latin.
        String next = ONE.replace("LAB", "\u0085");
        assertThat(Batch.of((BHS + "\r" + ONE + next + "BTS|2|\u0085").getBytes(ISO_8859_1))
                        .messages())
                .isEqualTo(2);
        assertThat(new String(Batch.of(bytes).groups().get(0).messages().get(0), gbk))
                .endsWith("血小板\r");
    }

    @ParameterizedTest
    @CsvSource({
        "BHS one BTS|2, BTS^1^1, 1 messages came",
        "BHS one two BTS|1, BTS^1^1, 2 messages came",
        "BHS one BTS|x, BTS^1^1, 1 messages came",
        "BHS one, '', ends without BTS",
        "BHS, '', ends without BTS",
        "FHS BHS one BTS|1, '', ends without FTS",
        "FHS, '', ends without FTS",
        "FHS BHS one BTS|1 FTS|2, FTS^1^1, 1 batches came",
        "BHS one BTS|1 FTS|1, FTS, FTS stands where it cannot",
        "FHS one, MSH, MSH stands where it cannot",
        "BHS one BHS one BTS|1, BHS, BHS stands where it cannot",
        "BHS one BTS|1 two, MSH, MSH stands where it cannot",
        "BHS one BTS|1 BTS|1, BTS, BTS stands where it cannot",
        "BHS one FTS|1, FTS, FTS stands where it cannot",
        "FHS FHS BHS one BTS|1 FTS|1, FHS, FHS stands where it cannot",
        "BHS NTE|1 one BTS|1, '', not in the order",
        "FHS BHS one BTS|1 FTS|1 BHS one BTS|1, BHS, BHS stands where it cannot",
    })
    void refusesWholeWhatIsCutOrNotInOrder(String parts, String location, String sentence) {
        StringBuilder written = new StringBuilder();
        for (String part : parts.split(" ")) {
            written.append(
                            switch (part) {
                                case "FHS" -> "FHS|^~\\&|LAB";
                                case "BHS" -> BHS;
                                case "one" -> ONE;
                                case "two" -> TWO;
                                default -> part;
                            })
                    .append('\r');
        }

        MessageRefused refusal = refusal(written.toString());

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("batch");
        assertThat(refusal.problem().location()).isEqualTo(location);
        assertThat(refusal.problem().sentence()).contains(sentence, "Nothing of it was taken");
    }

    @Test
    void takesSoManyAndNoMore() {
        assertThat(split(BHS + "\r" + ONE.repeat(Batch.MAX_MESSAGES) + "BTS|500\r")
                        .messages())
                .isEqualTo(Batch.MAX_MESSAGES);
        assertThat(refusal(BHS + "\r" + ONE.repeat(Batch.MAX_MESSAGES + 1) + "BTS|501\r")
                        .problem()
                        .sentence())
                .contains("more than 500 messages");
    }

    @Test
    void isKnownByItsStart() {
        for (String start : List.of(BHS, "\r\n" + BHS, "\uFEFF" + BHS, "FHS|^~\\&|LAB", "BHS")) {
            assertThat(Batch.isOne(start.getBytes(UTF_8))).as(start).isTrue();
        }
        for (String start : List.of(ONE, "", "BHSX|", "BTS|1", "PID|1\r" + BHS)) {
            assertThat(Batch.isOne(start.getBytes(UTF_8))).as(start).isFalse();
        }
        assertThat(Batch.header(BHS.getBytes(UTF_8)).map(MessageHeader::controlId))
                .contains("B-1");
        assertThat(Batch.header("BHS".getBytes(UTF_8)).map(MessageHeader::controlId))
                .contains("");
        assertThat(Batch.header("PID".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void isAnsweredInItsOwnForm() {
        Batch batch = split("FHS|^~\\&|LAB||||||||F-1\r" + BHS.replace("B-1", "B|1") + "\r" + ONE + TWO + "BTS|2\r"
                + BHS + "\r" + ONE + "BTS|1\rFTS|2\r");

        byte[] answer = BatchAcknowledgement.of(
                batch,
                List.of(List.of("MSH|1\r".getBytes(US_ASCII), new byte[0]), List.of("MSH|3\r".getBytes(US_ASCII))),
                "7f",
                Instant.parse("2024-01-02T09:15:30Z"));

        assertThat(new String(answer, US_ASCII).split("\r"))
                .containsExactly(
                        "FHS|^~\\&|||LAB||20240102091530+0000||||7f|F-1",
                        "BHS|^~\\&|TRIAL|CENTRE|LAB|SITE|20240102091530+0000||||7f|B",
                        "MSH|1",
                        "BTS|1",
                        "BHS|^~\\&|TRIAL|CENTRE|LAB|SITE|20240102091530+0000||||7f|B-1",
                        "MSH|3",
                        "BTS|1",
                        "FTS|2");
        assertThat(messages(Batch.of(answer))).hasSize(2);
    }

    @Property(tries = 2000)
    void anyLinesAreSplitOrRefused(@ForAll("lines") List<String> lines) {
        byte[] bytes = String.join("\r", lines).getBytes(UTF_8);
        try {
            if (Batch.isOne(bytes)) {
                long sent =
                        lines.stream().filter(line -> line.startsWith("MSH")).count();
                assertThat(Batch.of(bytes).messages()).isEqualTo((int) sent);
            }
        } catch (MessageRefused refusal) {
            assertThat(refusal.problem().reason()).isEqualTo("batch");
        }
        Batch.header(bytes);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "FHS|^~\\&",
                        "BHS|^~\\&",
                        "BHS",
                        "BHS|",
                        "MSH|^~\\&",
                        "PID|1",
                        "BTS|1",
                        "BTS|2",
                        "BTS",
                        "FTS|1",
                        "FTS",
                        "",
                        "MSH",
                        "BTSX",
                        "\u000B")
                .list()
                .ofMaxSize(10);
    }
}
