package org.platelink.analytics.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.analytics.view.path.Cancellation;

/** The views of the trial over the guide's examples; what they must come to stands in one CSV a view. */
class StudyViewsTests {

    private static final Path VIEWS = Path.of("fhir-resources/analytics");
    private static final Path EXAMPLES = Path.of("ig/input/examples");
    private static final Path EXPECTED = Path.of("src/test/resources/org/platelink/analytics/view");

    static List<Path> views() throws IOException {
        return files(VIEWS);
    }

    @ParameterizedTest
    @MethodSource("views")
    void makesTheRowsOfTheExamples(Path file) throws IOException {
        View view = View.of(Rows.JSON.readTree(file.toFile()));
        assertThat(view.doubts()).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = RowFormat.CSV.open(view, out, true)) {
            for (Path example : files(EXAMPLES)) {
                view.rows(Rows.JSON.readTree(example.toFile()), Cancellation.NEVER, writer);
            }
        }
        Path expected = EXPECTED.resolve(view.name() + ".csv");
        String made = out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(made).isEqualTo(Files.readString(expected));
        assertThat(made.lines().count()).as("rows of " + view.name()).isGreaterThan(1);
    }

    /** Who reads a table must find in it what each column is. */
    @ParameterizedTest
    @MethodSource("views")
    void saysOfEachColumnWhatItIs(Path file) throws IOException {
        JsonNode view = Rows.JSON.readTree(file.toFile());
        view.path("select").forEach(select -> select.path("column").forEach(column -> {
            assertThat(column.path("description").asText()).endsWith(".");
            assertThat(column.path("type").asText()).isNotEmpty();
        }));
        assertThat(file.getFileName())
                .hasToString("ViewDefinition-" + view.path("id").asText() + ".json");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
