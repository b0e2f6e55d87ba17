package org.platelink.operator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryFileTests {

    private static final String ONE = "MSH|^~\\&|LAB|SYN|P|T|20260302||ORU^R01|SYN-1|P|2.5.1\rPID|1\rOBX|1|TX|MSHAPE\r";
    private static final String TWO = "MSH#^~\\&#LAB#SYN#P#T#20260302##ORU^R01#SYN-2#P#2.5.1\rPID#1\r";

    @TempDir
    Path folder;

    private static List<Delivery> read(String text) throws IOException {
        return DeliveryFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Delivery delivery) {
        return new String(delivery.content(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void messagesOneAfterAnotherAreSentByteForByte(String end) throws IOException {
        String one = ONE.replace("\r", end);
        String two = TWO.replace("\r", end);

        List<Delivery> found = read(one + end + two);

        assertThat(found).extracting(Delivery::number).containsExactly(1, 2);
        assertThat(found).extracting(Delivery::label).containsExactly("SYN-1", "SYN-2");
        assertThat(found).extracting(Delivery::path).containsOnly("/intake/hl7v2");
        assertThat(text(found.get(0))).isEqualTo(one + end);
        assertThat(text(found.get(1))).isEqualTo(two);
    }

    @Test
    void theSegmentsOfABatchAreNotSent() throws IOException {
        List<Delivery> found = read("FHS|^~\\&\rBHS|^~\\&|LAB\r" + ONE + "BTS|1\rBHS|^~\\&\r" + TWO + "BTS|1\rFTS|2\r");

        assertThat(found).extracting(DeliveryFileTests::text).containsExactly(ONE, TWO);
    }

    @Test
    void framesOfMllpAreTakenOff() throws IOException {
        List<Delivery> found = read("\n\u000b" + ONE + "\u001c\r\u000b" + TWO + "\u001c\r\n");

        assertThat(found).extracting(DeliveryFileTests::text).containsExactly(ONE, TWO);
    }

    @Test
    void aFrameThatIsCutIsToldAndNotSent() {
        assertThatThrownBy(() -> read("\u000b" + ONE + "\u001c\r\u000bMSH|"))
                .hasMessage("after message 1 something stands that is no whole MLLP frame");
    }

    @Test
    void whatIsNoMessageIsSentWholeForTheServerToSayWhy() throws IOException {
        for (String text : List.of("# " + ONE, "MSHX|1", "PID|1\r" + ONE)) {
            assertThat(read(text)).singleElement().satisfies(only -> {
                assertThat(text(only)).isEqualTo(text);
                assertThat(only.label()).isEmpty();
            });
        }
        assertThat(read(" \r\n")).isEmpty();
    }

    @Test
    void marksOfCharacterSetsStay() throws IOException {
        byte[] wide = ONE.getBytes(StandardCharsets.UTF_16);

        assertThat(DeliveryFile.read(wide)).singleElement().satisfies(only -> assertThat(only.content())
                .isEqualTo(wide));
        assertThat(read("\ufeff" + ONE + TWO))
                .extracting(DeliveryFileTests::text)
                .containsExactly("\ufeff" + ONE, TWO);
        assertThat(read("\ufeff" + ONE).get(0).label()).isEqualTo("SYN-1");
        assertThat(DeliveryFile.isMeant(wide)).isTrue();
    }

    @Test
    void bytesThatAreNoUtf8StayToo() throws IOException {
        byte[] latin = ONE.replace("MSHAPE", "f\u00fcnf").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(DeliveryFile.read(latin).get(0).content()).isEqualTo(latin);
    }

    @Test
    void aControlIdThatWouldMoveATerminalIsMadePlain() throws IOException {
        assertThat(read("MSH|^~\\&|||||||ORU|\u001b[2J\u00e9|P").get(0).label()).isEqualTo("?[2J??");
        assertThat(read("MSH").get(0).label()).isEmpty();
        assertThat(read("MSH|^~\\&|||||||ORU|" + "9".repeat(99)).get(0).label()).hasSize(40);
    }

    @Test
    void fhirGoesToItsDoorWhole() throws IOException {
        assertThat(read(" {\"id\":\"x\",\"entry\":[{\"resourceType\":\"Patient\"}],\"resourceType\":\"Bundle\"}"))
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.path()).isEqualTo("/fhir");
                    assertThat(only.label()).isEqualTo("Bundle");
                    assertThat(only.contentType()).isEqualTo("application/fhir+json");
                });
        assertThat(read("{\"resourceType\":\"Observation\"}").get(0).path()).isEqualTo("/fhir/Observation");
        assertThat(read("{\"resourceType\":\"../admin\"}").get(0).path()).isEqualTo("/fhir");
        assertThat(read("{broken").get(0).path()).isEqualTo("/fhir");
    }

    @Test
    void aFolderStandsForItsFilesInTheOrderOfTheirNames() throws IOException {
        Files.writeString(folder.resolve("b.hl7"), ONE);
        Files.writeString(folder.resolve(".hidden"), ONE);
        Files.writeString(Files.createDirectories(folder.resolve("a/deep")).resolve("x.json"), "{}");
        Files.writeString(folder.resolve("readme.md"), "What these are.");
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Path gone = folder.resolve("gone.hl7");

        List<DeliveryFiles.Entry> entries = DeliveryFiles.of(List.of(folder, gone));

        assertThat(entries)
                .extracting(DeliveryFiles.Entry::path)
                .containsExactly(
                        folder.resolve("a/deep/x.json"), folder.resolve("b.hl7"), folder.resolve("readme.md"), gone);
        assertThat(entries.get(2).read()).isEmpty();
        assertThatThrownBy(() -> entries.get(3).read())
                .isInstanceOfSatisfying(IOException.class, failure -> assertThat(DeliveryFiles.words(failure))
                        .isEqualTo("there is no such file"));
    }

    @Test
    void aFolderIsWalkedOnlySoDeep() throws IOException {
        Path deep = folder;
        for (int i = 0; i < 12; i++) {
            deep = deep.resolve("d");
        }
        Files.writeString(Files.createDirectories(deep).resolve("x.hl7"), ONE);

        List<DeliveryFiles.Entry> entries = DeliveryFiles.of(List.of(folder));

        assertThat(entries).hasSize(1);
        assertThatThrownBy(() -> entries.get(0).read()).hasMessage("it is no file");
    }
}
