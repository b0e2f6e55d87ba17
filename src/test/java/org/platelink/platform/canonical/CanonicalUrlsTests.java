package org.platelink.platform.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An address is written in one file, and those of the guide have one base. */
class CanonicalUrlsTests {

    private static final Path SOURCES = Path.of("src/main/java");

    /** A comment (left out), or the text of a string that is an address. */
    private static final Pattern ADDRESS =
            Pattern.compile("/\\*.*?\\*/|(?<![:\"])//[^\\n]*|\"(https?://[^\"]+)\"", Pattern.DOTALL);

    /** The namespace of FHIR's XML, which is CQL's name of FHIR's data model and a prefix of addresses as well. */
    private static final String NAMESPACE = "http://hl7.org/fhir";

    @Test
    void theBaseIsTheGuidesOwn() throws IOException {
        assertThat(Files.readAllLines(Path.of("ig/sushi-config.yaml")))
                .contains("canonical: " + CanonicalUrls.GUIDE.replaceFirst("/$", ""));
    }

    @Test
    void noAddressIsWrittenInTwoFiles() throws IOException {
        Map<String, TreeSet<String>> files = addresses();
        files.keySet().removeIf(address -> address.equals(NAMESPACE) || address.contains(".example/"));
        assertThat(files)
                .isNotEmpty()
                .allSatisfy((address, of) -> assertThat(of).as(address).hasSize(1));
    }

    @Test
    void whatTheProjectNamesHasOnePrefix() throws IOException {
        assertThat(addresses().keySet())
                .filteredOn(address -> address.startsWith(CanonicalUrls.PROJECT))
                .containsExactly(CanonicalUrls.PROJECT);
        for (String base : List.of(CodeSystems.HL7, FhirExtensions.R5_RESEARCH_STUDY)) {
            assertThat(addresses().keySet())
                    .filteredOn(address -> address.startsWith(base))
                    .containsExactly(base);
        }
    }

    private static Map<String, TreeSet<String>> addresses() throws IOException {
        Map<String, TreeSet<String>> files = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                ADDRESS.matcher(Files.readString(source))
                        .results()
                        .filter(found -> found.group(1) != null)
                        .forEach(found -> files.computeIfAbsent(found.group(1), address -> new TreeSet<>())
                                .add(SOURCES.relativize(source).toString()));
            }
        }
        return files;
    }
}
