package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that others wrote, read from outside of the repository. */
class CorpusReadingTests {

    private static final Path FOLDER = Path.of(System.getProperty("corpus.dir", "../shared/corpus"), "hl7v2");

    /** Also none: many of these messages leave it out, and would be refused for it. */
    private static final Set<String> PROCESSING_IDS = Set.of("P", "T", "D", "");

    /** Orders, not results. */
    private static final Map<String, String> REFUSED = Map.of(
            "oml-obr-to-specimen.hl7", "message-type",
            "orc_obr-to-servicerequest_diagnosticreport-OML-message.hl7", "message-type",
            "orm-obr-to-specimen.hl7", "message-type");

    private final OruReader reader = new OruReader();

    @BeforeEach
    void findTheCorpus() {
        assumeTrue(Files.isDirectory(FOLDER), "The corpus is not there: set the system property corpus.dir.");
    }

    @Test
    void everyResultIsReachedAndWhatIsRefusedHasAReason() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        for (Path file : messages()) {
            try {
                MessageText text = MessageText.decode(Files.readAllBytes(file), null);
                MessageHeader.of(text).mustBeTakable(PROCESSING_IDS);
                OruMessage message = reader.read(text);
                assertThat(OruReader.unreached(text, message)).as("%s", file).isEmpty();
                assertThat(message.results()).as("%s", file).isEqualTo(text.segments("OBX"));
            } catch (MessageRefused refusal) {
                refused.put(file.getFileName().toString(), refusal.problem().reason());
            }
        }
        assertThat(refused).isEqualTo(new TreeMap<>(REFUSED));
    }

    @Test
    void everyTimeThatIsSentIsATime() throws IOException {
        assertThat(results().stream()
                        .flatMap(result -> Stream.of(result.observed(), result.analysed()))
                        .filter(time -> !time.isEmpty())
                        .filter(time -> Hl7Time.asFhir(time, ZoneOffset.UTC).isEmpty())
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    private List<Result> results() throws IOException {
        return messages().stream()
                .map(CorpusReadingTests::bytes)
                .map(bytes -> reader.read(MessageText.decode(bytes, null)))
                .flatMap(message -> message.patients().stream())
                .flatMap(patient -> patient.orders().stream())
                .flatMap(order -> order.results().stream())
                .toList();
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
            assertThat(messages).hasSizeGreaterThan(50);
            return messages;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
