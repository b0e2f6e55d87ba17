package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of OUL^R22, in which the orders of a specimen stand below it, and of the kin of ORU^R01. */
class OulReaderTests {

    private final OruReader reader = new OruReader();

    private static MessageText text(String type, String... segments) {
        return new MessageText(Oru.HEADER.replace("ORU^R01^ORU_R01", type) + "\r" + String.join("\r", segments), UTF_8);
    }

    private OruMessage read(String type, String... segments) {
        return reader.read(text(type, segments));
    }

    @Test
    void givesEachResultToItsOrderAndEachOrderToItsSpecimen() {
        List<PatientResult> patients = read(
                        "OUL^R22^OUL_R22",
                        "PID|1||SYN-7^^^SITE-A^MR",
                        "PV1|1|O",
                        "SPM|1|^S-1||BLD|||||||||||||20240102080000",
                        "NTE|1||clotted",
                        "SAC|||C-1",
                        "OBR|1|P-1|F-1|CBC",
                        "ORC|RE|P-9|F-9",
                        "OBX|1|NM|PLT||42",
                        "TCD|PLT",
                        "NTE|1||counted twice",
                        "OBX|2|NM|WBC||4",
                        "OBR|2||F-2|CRP",
                        "ORC|RE|P-2",
                        "OBX|1|NM|CRP||1",
                        "SPM|2|^S-2||UR",
                        "OBR|3|P-3|F-3|UA",
                        "OBX|1|NM|PH||6")
                .patients();

        assertThat(patients).hasSize(1);
        assertThat(patients.get(0).numbers()).extracting(PersonNumber::id).containsExactly("SYN-7");
        List<Order> orders = patients.get(0).orders();
        assertThat(orders).extracting(order -> order.filler().id()).containsExactly("F-1", "F-2", "F-3");
        assertThat(orders).extracting(order -> order.placer().id()).containsExactly("P-1", "P-2", "P-3");
        assertThat(orders)
                .extracting(order -> order.results().stream()
                        .map(result -> result.code().code())
                        .collect(Collectors.joining(" ")))
                .containsExactly("PLT WBC", "CRP", "PH");
        assertThat(orders)
                .extracting(order -> order.samples().get(0).identifier().id())
                .containsExactly("S-1", "S-1", "S-2");
        assertThat(orders.get(0).notes()).containsExactly("clotted");
        assertThat(orders.get(0).results().get(0).notes()).containsExactly("counted twice");
    }

    @Test
    void countsAResultOfTheSpecimenAsOneOfNoOrder() {
        MessageText text = text("OUL^R22", "PID|1", "SPM|1", "OBX|1|NM|VOL||5", "OBR|1|P|F", "OBX|1|NM|PLT||42");

        OruMessage read = reader.read(text);

        assertThat(read.results()).isOne();
        assertThat(OruReader.unreached(text, read))
                .hasValueSatisfying(problem -> assertThat(problem.location()).isEqualTo("OBX^1"));
    }

    /** Each of these stands in ORU^R01 so, and would be another one's in OUL^R22. */
    @ParameterizedTest
    @CsvSource({
        "PID OBR OBX SPM OBR OBX SPM, OBR",
        "PID OBR OBX SPM, OBR",
        "PID SPM ORC OBR OBX, ORC",
        "PID SPM OBR OBX ORC OBR OBX, ORC",
        "PID SPM OBR ORC ORC OBX, ORC",
        "PID SPM OBR OBX PID SPM OBR OBX, PID",
        "PID PID SPM OBR OBX, PID",
        "SPM PID OBR OBX, PID",
        "PID SPM SPM OBR OBX, SPM",
        "PID SPM OBR OBX SPM, SPM",
        "PID SPM DSC OBR OBX, SPM",
    })
    void refusesWhatCannotBeToldToBelongToAnything(String names, String location) {
        MessageRefused refusal = Refusal.of(() -> read("OUL^R22", names.split(" ")));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("not-parsed");
        assertThat(refusal.problem().location()).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORU^R30^ORU_R30", "ORU^R32^ORU_R30", "ORU^R40^ORU_R01", "ORU", "ORU^R01"})
    void readsTheKinOfOruR01InItsGroups(String type) {
        Order order = read(type, "PID|1", "PV1|1", "ORC|NW|P-1|F-1", "OBR|1|||GLU", "NTE|1||x", "OBX|1|NM|GLU||5")
                .patients()
                .get(0)
                .orders()
                .get(0);

        assertThat(order.placer().id()).isEqualTo("P-1");
        assertThat(order.results()).hasSize(1);
    }

    @Property(tries = 1000)
    void noResultIsLostUnseen(@ForAll("segments") List<String> segments) {
        MessageText text = text("OUL^R22", segments.toArray(String[]::new));
        try {
            OruMessage read = reader.read(text);
            List<Integer> numbers = read.patients().stream()
                    .flatMap(patient -> patient.orders().stream())
                    .flatMap(order -> order.results().stream())
                    .map(Result::number)
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates();
            assertThat(OruReader.unreached(text, read).isEmpty()).isEqualTo(numbers.size() == text.segments("OBX"));
        } catch (MessageRefused refusal) {
            assertThat(refusal.problem().reason()).isEqualTo("not-parsed");
        }
    }

    @Provide
    Arbitrary<List<String>> segments() {
        return Arbitraries.of(
                        "SPM|1",
                        "SPM|1",
                        "OBR|1",
                        "OBR|1",
                        "ORC|RE",
                        "OBX|1|NM|P||1",
                        "OBX|1",
                        "NTE|1||x",
                        "PID|1",
                        "PV1|1",
                        "SAC|1",
                        "TCD|1",
                        "DSC",
                        "ZZZ",
                        "TQ1")
                .list()
                .ofMaxSize(12)
                .map(rest -> Stream.concat(Stream.of("PID|1", "SPM|1"), rest.stream())
                        .toList());
    }

    @Test
    void takesNoLongForTheLongest() {
        reader.read(text("OUL^R22", "PID|1", "SPM|1", "OBR|1"));
        String[] all = {"OBX|1", "OBX|1", "TCD|1", "SPM|1", "OBR|1", "ORC|1"};
        MessageText message = text(
                "OUL^R22",
                IntStream.range(0, MessageText.MAX_SEGMENTS - 1)
                        .mapToObj(place -> place == 0 ? "SPM|1" : place == 1 ? "OBR|1" : all[place % 3])
                        .toArray(String[]::new));

        OruMessage read = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> reader.read(message));

        assertThat(read.results()).isEqualTo(message.segments("OBX"));
    }
}
