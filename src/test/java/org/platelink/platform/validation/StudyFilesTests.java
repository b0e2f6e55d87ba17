package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyFilesTests {

    static Stream<Path> study() {
        return GuideValidator.files("fhir-resources/study", "");
    }

    @ParameterizedTest
    @MethodSource("study")
    void everyFileOfTheStudyFollowsTheGuide(Path file) {
        assertThat(GuideValidator.faults(GuideValidator.read(file))).isEmpty();
    }
}
