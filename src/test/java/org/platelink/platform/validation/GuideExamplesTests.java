package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideExamplesTests {

    private static final String EXAMPLES = "ig/input/examples";
    private static final String REFUSED = "ig/refused";

    static Stream<Path> examples() {
        return GuideValidator.files(EXAMPLES, "");
    }

    static Stream<Path> refused() {
        return GuideValidator.files(REFUSED, "");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExamplePasses(Path file) {
        assertThat(GuideValidator.faults(GuideValidator.read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyExampleThatMustFailFailsAsItShould(Path file) throws IOException {
        List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".json", ".expected")));

        List<Finding> faults = GuideValidator.faults(GuideValidator.read(file));

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.location()).contains(expected.get(0));
            assertThat(fault.sentence()).contains(expected.get(1));
        });
    }

    @Test
    void everyProfileHasAnExampleThatPassesAndOneThatMustFail() {
        Set<String> profiles = GuideValidator.GUIDE
                .all(StructureDefinition.class)
                .filter(profile -> !profile.getAbstract() && !profile.getType().equals("Extension"))
                .map(Resource::getIdPart)
                .collect(Collectors.toSet());

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> {
            assertThat(examples())
                    .as("an example of " + profile)
                    .anyMatch(file -> file.getFileName().toString().contains("-example-" + profile + "."));
            assertThat(refused())
                    .as("a refused example of " + profile)
                    .anyMatch(file -> file.getFileName().toString().startsWith(profile + "."));
        });
    }
}
