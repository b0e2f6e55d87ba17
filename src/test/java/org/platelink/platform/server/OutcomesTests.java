package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class OutcomesTests {

    @Test
    void anIssueSaysWhatIsWrongAndWhere() {
        OperationOutcome outcome = Outcomes.of(
                List.of(Outcomes.issue(IssueSeverity.WARNING, IssueType.INVARIANT, "Mend it.", "a.b", "c")));
        outcome.addIssue(Outcomes.issue(IssueSeverity.ERROR, IssueType.PROCESSING, ""));
        assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(outcome))
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":"
                        + "\"invariant\",\"diagnostics\":\"Mend it.\",\"expression\":[\"a.b\",\"c\"]},"
                        + "{\"severity\":\"error\",\"code\":\"processing\"}]}");
    }

    @Test
    void anExceptionIsAnsweredWithItsOwnOutcome() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new Outcomes(FhirContext.forR4Cached()).write(response, FhirErrors.busy("Come again."));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/fhir+json;charset=UTF-8");
        assertThat(response.getContentAsString())
                .contains("\"code\":\"throttled\",\"diagnostics\":\"Come again.\"")
                .doesNotContain("expression");
    }

    @Test
    void nothingElseMakesOne() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(OutcomesTests::makes)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("Outcomes.java");
        }
    }

    private static boolean makes(Path source) {
        try {
            return Files.readString(source).contains("new OperationOutcome");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
