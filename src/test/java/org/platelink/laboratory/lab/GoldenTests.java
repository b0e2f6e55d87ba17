package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.platform.validation.GuideFaults;

/**
 * Messages of a synthetic laboratory, each with what it comes to beside it: the resources, or what was found. What it
 * comes to now is written to {@code target/golden}, to be read beside the other.
 */
class GoldenTests {

    private static final Path FOLDER = Path.of("src/test/resources/org/platelink/laboratory/lab");
    private static final Path NOW = Path.of("target/golden");
    private static final JsonMapper JSON = new JsonMapper();
    private static final IParser PARSER =
            FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);

    private static final SiteMaps MAPS = Messages.maps(
            "lab-codes|CBC|http://loinc.org|58410-2",
            "lab-codes|PLT|http://loinc.org|777-3",
            "lab-codes|WBC|http://loinc.org|6690-2",
            "lab-codes|HBSAG|http://loinc.org|5196-1",
            "lab-codes|INDEX|http://loinc.org|-",
            "lab-units|G/L|http://unitsofmeasure.org|10*9/L|777-3",
            "lab-units|GL|http://unitsofmeasure.org|g/L",
            "lab-units|/HPF|http://unitsofmeasure.org|/[HPF]",
            "lab-answers|N|http://snomed.info/sct|260385009",
            "lab-answers|negative|http://snomed.info/sct|260385009",
            "lab-namespaces|LIS|urn:ietf:rfc:3986|https://lab.example/numbers");

    static Stream<String> messages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".hl7"))
                    .map(name -> name.substring(0, name.length() - ".hl7".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void comesToWhatStandsBesideIt(String name) throws IOException {
        String message = Files.readString(FOLDER.resolve(name + ".hl7"));
        TranslatedResults translated = Messages.translate(MAPS, message);
        String now = written(translated);
        Files.createDirectories(NOW);
        Files.writeString(NOW.resolve(name + ".json"), now);

        assertThat(translated.accounted())
                .isEqualTo(
                        message.lines().filter(line -> line.startsWith("OBX|")).count());
        assertThat(FOLDER.resolve(name + ".json")).content().isEqualTo(now);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void followsTheGuideWhereNothingIsFound(String name) throws IOException {
        TranslatedResults translated = Messages.translate(MAPS, Files.readString(FOLDER.resolve(name + ".hl7")));

        if (translated.findings().isEmpty()) {
            assertThat(translated.delivered())
                    .flatExtracting(one -> GuideFaults.of(one.resource()))
                    .isEmpty();
        }
    }

    @Test
    void eachWrittenResultHasItsMessage() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length())))
                    .hasSizeGreaterThan(30)
                    .containsExactlyInAnyOrderElementsOf(messages().toList());
        }
    }

    private static String written(TranslatedResults translated) throws IOException {
        List<String> parts = translated.findings().isEmpty()
                ? translated.delivered().stream()
                        .map(one -> PARSER.encodeResourceToString(one.resource()))
                        .toList()
                : translated.findings().stream().map(GoldenTests::written).toList();
        return parts.isEmpty()
                ? "[]\n"
                : parts.stream()
                        .map(part -> part.indent(2).stripTrailing())
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String written(Finding finding) {
        return JSON.createObjectNode()
                .put("reason", finding.reason().code())
                .put("place", finding.place())
                .put("key", finding.key())
                .put("sentence", finding.sentence())
                .toPrettyString();
    }
}
