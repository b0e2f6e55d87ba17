package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold of any bytes that a peer may send. */
class MessagePropertyTests {

    private static final String VALID = String.join(
            "\r",
            Oru.HEADER + "||||||UNICODE UTF-8",
            "PID|1||SYN-7^^^SITE-A&1.2.9&ISO^MR||DOE^SYNTHETIC||19800229|F",
            "NTE|1||a note",
            "PV1|1|O",
            "ORC|RE|P-1|F-1",
            "OBR|1|P-1|F-1|58410-2^CBC^LN|||20240102080000|||||||||||||||20240102101500||HM|F",
            "OBX|1|NM|777-3^Platelets^LN||42|10*9/L|150-400|L|||F",
            "NTE|1||clumped \\.br\\ maybe",
            "OBX|2|SN|1742-6^ALT^LN||<^5|U/L||~L|||F",
            "SPM|1|1&A^2&B||119297000^Blood^SCT",
            "OBX|3|CWE|X||A^B^L|||||F",
            "OBR|2|P-2|F-2|CRP",
            "OBX|4|FT|C||x10\\S\\9/L \\X41\\|||||F");

    private static final String ALPHABET = "|^~\\&\r\nMSHPIDOBXRNTEZ019.\"µ\u0000\u000B\u001C";

    private final OruReader reader = new OruReader();

    @Property(tries = 2000)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 2000)
    void randomSegmentsAreReadOrRefused(@ForAll("segments") List<String> segments) {
        readOrRefuse((Oru.HEADER + "\r" + String.join("\r", segments)).getBytes(UTF_8));
    }

    @Property(tries = 3000)
    void aDamagedMessageIsReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        StringBuilder damaged = new StringBuilder(VALID);
        for (int i = 0; i < changes; i++) {
            damage(damaged, random);
        }

        readOrRefuse(damaged.toString().getBytes(random.nextInt(10) == 0 ? ISO_8859_1 : UTF_8));
    }

    @Property(tries = 500)
    void aMessageReadsTheSameInOtherDelimiters(@ForAll("delimiters") List<Character> others) {
        String usual = "|^~\\&";
        StringBuilder written = new StringBuilder();
        VALID.replace(".br", "X0A").chars().forEach(character -> {
            int index = usual.indexOf(character);
            written.append(index < 0 ? (char) character : others.get(index).charValue());
        });

        OruMessage read = reader.read(MessageText.decode(written.toString().getBytes(UTF_8), null));

        assertThat(values(read)).containsExactlyElementsOf(expected(others.get(1)));
    }

    @Property(tries = 2000)
    void anyTextIsATimeOfFhirOrNone(@ForAll("times") String text) {
        assertThat(Hl7Time.asFhir(text, ZoneOffset.UTC).isPresent())
                .isEqualTo(Hl7Time.asInstant(text, ZoneOffset.UTC).isPresent());
        Hl7Time.asFhir(text, ZoneOffset.UTC)
                .ifPresent(time -> assertThat(new org.hl7.fhir.r4.model.DateTimeType(time).getValue())
                        .isNotNull());
    }

    @Provide
    Arbitrary<List<String>> segments() {
        return Arbitraries.of(
                        "PID|1",
                        "PV1|1",
                        "ORC|RE",
                        "OBR|1",
                        "OBX|1|NM|P||1",
                        "OBX",
                        "NTE|1||x",
                        "SPM|1",
                        "FT1|1",
                        "TQ1",
                        "CTD",
                        "CTI",
                        "DSC",
                        "ZZZ",
                        "SAC|1",
                        "PRT",
                        "SFT",
                        "IN1",
                        "X1Y",
                        "MSA",
                        "ERR",
                        "QRD")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Character>> delimiters() {
        return Arbitraries.shuffle('!', '#', '$', '%', '\'', '(', ')', ';', '?', '@', '[', ']', '_', '`', '{', '}', '|')
                .map(shuffled -> shuffled.subList(0, 5));
    }

    @Provide
    Arbitrary<String> times() {
        return Arbitraries.strings().withChars("0123+-.").ofMinLength(3).ofMaxLength(24);
    }

    private void readOrRefuse(byte[] bytes) {
        try {
            MessageText text = MessageText.decode(bytes, null);
            assertThat(text.text()).doesNotContain("\uFFFD");
            MessageHeader header = MessageHeader.of(text);
            OruMessage message = reader.read(text);
            List<Integer> numbers = numbers(message);
            assertThat(numbers).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(text.segments("OBX"));
            assertThat(OruReader.unreached(text, message).isEmpty())
                    .isEqualTo(message.results() == text.segments("OBX"));
            header.mustBeTakable(Set.of("P"));
        } catch (MessageRefused refusal) {
            assertThat(refusal.problem().sentence()).isNotBlank().doesNotContain("SYNTHETIC", "SYN-7");
        }
    }

    private static List<Integer> numbers(OruMessage message) {
        return message.patients().stream()
                .flatMap(patient -> patient.orders().stream())
                .flatMap(order -> order.results().stream())
                .map(Result::number)
                .toList();
    }

    private static List<Value> values(OruMessage message) {
        return message.patients().stream()
                .flatMap(patient -> patient.orders().stream())
                .flatMap(order -> order.results().stream())
                .flatMap(result -> result.values().stream())
                .toList();
    }

    private static List<Value> expected(char component) {
        return List.of(
                new Value.Numeric("42"),
                new Value.StructuredNumeric("<", "5", "", ""),
                new Value.CodedValue(new CodedElement("A", "B", "L", "", "", "", "")),
                new Value.Text("x10" + component + "9/L A"));
    }

    private static void damage(StringBuilder message, Random random) {
        int at = random.nextInt(message.length());
        switch (random.nextInt(4)) {
            case 0 -> message.deleteCharAt(at);
            case 1 -> message.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            case 2 -> message.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            default -> shuffleLines(message, random);
        }
    }

    private static void shuffleLines(StringBuilder message, Random random) {
        List<String> lines = new ArrayList<>(message.toString().lines().toList());
        if (lines.size() > 2) {
            Collections.shuffle(lines.subList(1, lines.size()), random);
        }
        message.setLength(0);
        message.append(String.join("\r", lines)).append(' ');
    }
}
