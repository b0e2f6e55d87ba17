package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageRefused;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.lab.Differences.Kind;

/**
 * Messages that others translated too, read from outside of the repository. Each kind of difference stands in the
 * table of {@code src/docs/v2-mapping.md}, with its reason and in how many messages there is one; what does not stand
 * there fails.
 */
class CorpusTranslationTests {

    private static final Path FOLDER = Path.of(System.getProperty("corpus.dir", "../shared/corpus"), "hl7v2");
    private static final Path TABLE = Path.of("src/docs/v2-mapping.md");
    private static final Path NOW = Path.of("target/corpus-differences.txt");
    private static final Set<String> PROCESSING_IDS = Set.of("P", "T", "D", "");
    private static final Analytes ANALYTES = GuideAnalytes.read();

    @BeforeEach
    void findTheCorpus() {
        assumeTrue(Files.isDirectory(FOLDER), "The corpus is not there: set the system property corpus.dir.");
    }

    @Test
    void differsFromOthersOnlyWhereTheTableSaysWhy() throws IOException {
        Map<Kind, TreeSet<String>> found = new TreeMap<>();
        List<String> all = new ArrayList<>();
        for (Path file : messages()) {
            String name = file.getFileName().toString();
            differences(file, name).all().forEach(one -> {
                found.computeIfAbsent(one.kind(), kind -> new TreeSet<>()).add(name);
                all.add(one + " " + name);
            });
        }
        Files.write(NOW, all.stream().sorted().toList());

        assertThat(found.entrySet().stream()
                        .map(one -> one.getKey() + " | " + one.getValue().size())
                        .collect(Collectors.joining("\n")))
                .isEqualTo(String.join("\n", table()));
    }

    @ParameterizedTest
    @CsvSource({
        "LAB-ORU-1.hl7, 8 unmapped-unit",
        "LAB-ORU-2.hl7, 10 unmapped-unit",
        "LRI_2.0-NG_CBC_Typ_Message.hl7, 1 wrong-unit",
    })
    void accountsForEveryResultOfWholeReports(String name, String reasons) throws IOException {
        MessageText text = MessageText.decode(
                Files.readAllBytes(FOLDER.resolve("fhir-converter").resolve(name)), null);
        List<TranslatedResults> translated = Messages.translate(Messages.maps(), text);

        assertThat(translated.stream().mapToInt(TranslatedResults::accounted).sum())
                .isEqualTo(text.segments("OBX"));
        assertThat(translated.stream()
                        .flatMap(one -> one.findings().stream())
                        .collect(Collectors.groupingBy(
                                finding -> finding.reason().code(), TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(reasons);
    }

    private static Differences differences(Path file, String name) throws IOException {
        Differences differences = new Differences();
        MessageText text = MessageText.decode(Files.readAllBytes(file), null);
        try {
            MessageHeader.of(text).mustBeTakable(PROCESSING_IDS);
        } catch (MessageRefused refusal) {
            differences.add("message", "a bundle", refusal.problem().reason());
            return differences;
        }
        Path theirs = file.resolveSibling(name.replace(".hl7", ".fhir"));
        List<DeliveredResource> ours = new ArrayList<>();
        for (PatientResult patient : new OruReader().read(text).patients()) {
            TranslatedResults translated = new OruTranslation(
                            Messages.maps(), ZoneOffset.UTC, ANALYTES, null, SiteOptions.NONE)
                    .translate(differences.numbered(patient), "Patient/7");
            ours.addAll(translated.delivered());
            translated
                    .findings()
                    .forEach(one ->
                            differences.add("finding", "nothing", one.reason().code()));
        }
        differences.between(
                FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, Files.readString(theirs)),
                ours.stream().map(DeliveredResource::resource).toList());
        return differences;
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("reportstream"))) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
            assertThat(messages).hasSizeGreaterThan(50);
            return messages;
        }
    }

    /** The rows of the table, each without its reason, in the order of their kinds. */
    private static List<String> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\|.*\\| *\\d+ *\\|"))
                .map(line -> line.split(" *\\| *"))
                .peek(row -> assertThat(row[4]).as("the reason of %s", row[1]).isNotBlank())
                .map(row -> new Kind(row[1], row[2], row[3]) + " | " + row[5])
                .sorted()
                .toList();
    }
}
