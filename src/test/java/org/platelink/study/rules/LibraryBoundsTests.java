package org.platelink.study.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryBoundsTests {

    private static final String DIGITS = "9".repeat(41);

    @Test
    void theStudysLibrariesAreWithin() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("fhir-resources"))) {
            List<Path> libraries =
                    files.filter(file -> file.toString().endsWith(".cql")).toList();
            assertThat(libraries).isNotEmpty();
            for (Path library : libraries) {
                assertThat(LibraryBounds.objection(Files.readString(library))).isEmpty();
            }
        }
    }

    @Test
    void saysInWhichLineANumberHasTooManyDigits() {
        assertThat(LibraryBounds.objection("library A\n\ndefine B: 1 + " + DIGITS)
                        .orElseThrow())
                .startsWith("Line 3: ")
                .contains("40 digits");
        assertThat(LibraryBounds.objection("define B: 0." + DIGITS)).isPresent();
    }

    @Test
    void passesOverTextsNamesAndRemarks() {
        assertThat(LibraryBounds.objection("define \"" + DIGITS + "\": '" + DIGITS + "' // " + DIGITS + "\n/* " + DIGITS
                        + " ((*/ + A" + DIGITS))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThat(LibraryBounds.objection("define A: " + "(".repeat(61) + "1" + ")".repeat(61)))
                .isPresent();
        assertThat(LibraryBounds.objection("define A: (1)\n".repeat(500))).isEmpty();
    }
}
