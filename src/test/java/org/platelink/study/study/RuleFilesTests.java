package org.platelink.study.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.ResourceFile;
import org.platelink.platform.server.StartUpRefused;

class RuleFilesTests {

    private static final ResourceFile LIBRARY = new ResourceFile(
            "Library-a.json",
            "{\"resourceType\":\"Library\",\"content\":[{\"contentType\":\"text/cql\",\"url\":\"A.cql\"}]}");

    @Test
    void theTextComesIntoTheLibraryThatNamesIt() {
        String cql = "library A version '1'\n";

        ResourceFile complete = new RuleFiles(List.of(new ResourceFile("A.cql", cql))).complete(LIBRARY);

        assertThat(complete.name()).isEqualTo("Library-a.json");
        assertThat(complete.json())
                .contains(
                        "\"data\":\"" + Base64.getEncoder().encodeToString(cql.getBytes(StandardCharsets.UTF_8)) + "\"")
                .doesNotContain("A.cql");
        assertThat(complete.fingerprint())
                .as("a change of the text is a change of the Library")
                .isNotEqualTo(new RuleFiles(List.of(new ResourceFile("A.cql", cql + "// changed")))
                        .complete(LIBRARY)
                        .fingerprint());
    }

    @Test
    void aTextThatIsNotThereStopsTheStart() {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> new RuleFiles(List.of()).complete(LIBRARY))
                .withMessageContaining("Library-a.json names A.cql");
    }

    @Test
    void anotherFileStaysAsItIs() {
        ResourceFile study = new ResourceFile("ResearchStudy-a.json", "{ \"resourceType\" : \"ResearchStudy\" }");

        assertThat(new RuleFiles(List.of()).complete(study)).isSameAs(study);
    }
}
