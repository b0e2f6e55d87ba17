package org.platelink.desk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.platelink.desk.Words;
import org.platelink.desk.schedule.Matrix.Activity;
import org.platelink.desk.schedule.Matrix.Visit;

/** The table of the protocol that comes with the server, and of one that is made up. */
class MatrixTests {

    private static final Path STUDY = Path.of("fhir-resources/study");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void visitsSayTheirDaysAndWindows() {
        Matrix matrix = stored(Locale.ENGLISH);

        assertThat(matrix.visits().stream().map(Visit::label))
                .startsWith("V1", "V2", "V3-1", "V3-2")
                .endsWith("V5-M12", "EW");
        assertThat(visit(matrix, "V3-1").planned()).isEqualTo("day 0");
        assertThat(visit(matrix, "V3-1").distances()).isEmpty();
        assertThat(visit(matrix, "V3-2").distances()).containsExactly("7 days after V3-1 (6 to 8 days)");
        assertThat(visit(matrix, "V3-3").planned()).isEqualTo("day 21");
        assertThat(visit(matrix, "V5-M1").planned()).isEqualTo("day 49 + 1 month");
        assertThat(visit(matrix, "V5-M1").isWindowStated()).isFalse();
        assertThat(visit(matrix, "V1").distances()).containsExactly("before V2");
        assertThat(visit(matrix, "V1").planned()).isEmpty();
        assertThat(visit(matrix, "EW").distances()).containsExactly("unscheduled");
    }

    @Test
    void crossesStandWhereAVisitHasTheActivity() {
        Matrix matrix = stored(Locale.ENGLISH);

        assertThat(crosses(matrix, "Informed consent")).containsExactly("V1");
        assertThat(crosses(matrix, "Platelet count"))
                .containsExactly("V1", "V2", "V5-D14", "V5-M1", "V5-M2", "V5-M3", "V5-M6", "V5-M9", "V5-M12");
        assertThat(crosses(matrix, "Infusion of mesenchymal stem cells"))
                .containsExactly("V3-1", "V3-2", "V3-3", "V3-4", "V3-5");
        assertThat(matrix.activities())
                .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(matrix.visits()));
    }

    @Test
    void whatTheSourceDoesNotSayAndWhatIsAssumedAreNotes() {
        Matrix matrix = stored(Locale.ENGLISH);

        assertThat(notes(matrix, visit(matrix, "V5-D14").marks()))
                .anySatisfy(note -> assertThat(note).isEqualTo("The source page states no time window."))
                .anySatisfy(note -> assertThat(note).startsWith("Assumption: where Infusion 5 does not take place"));
        assertThat(visit(matrix, "V5-M1").marks())
                .containsAll(visit(matrix, "V5-M12").marks());
        assertThat(matrix.notes()).doesNotHaveDuplicates();
        assertThat(stored(Locale.SIMPLIFIED_CHINESE).visits().get(3).distances())
                .containsExactly("V3-1 后 7 天(6 至 8 天)");
    }

    @Test
    void conditionsUnknownUnitsAndCirclesAreShownAsTheyAre() throws IOException {
        JsonNode protocol = JSON.readTree(
                """
                {"resourceType": "PlanDefinition", "id": "p", "name": "Small", "status": "draft", "action": [
                  {"id": "a", "title": "First", "definitionCanonical": "urn:visit",
                   "relatedAction": [{"actionId": "b", "relationship": "after", "offsetDuration": {"value": 2, "code": "d"}}]},
                  {"id": "b", "title": "Second", "definitionCanonical": "urn:activity",
                   "relatedAction": [{"actionId": "a", "relationship": "after",
                     "offsetRange": {"low": {"value": 1, "unit": "fortnight", "code": "{fn}"}, "high": {"value": 2, "unit": "fortnight", "code": "{fn}"}}}]}
                ]}
                """);
        Definitions definitions = new Definitions();
        definitions.add(
                JSON.readTree(
                        """
                {"resourceType": "PlanDefinition", "url": "urn:visit", "action": [{"action": [
                  {"title": "Test", "definitionCanonical": "urn:activity",
                   "condition": [{"kind": "applicability", "expression": {"description": "Women only", "language": "text/cql"}}]},
                  {"title": "Talk"}]}]}
                """));
        definitions.add(
                JSON.readTree(
                        """
                {"resourceType": "ActivityDefinition", "url": "urn:activity", "title": "Test", "description": "By strip."}
                """));

        Matrix matrix = new MatrixBuilder(protocol, definitions, Words.in(Locale.ENGLISH)).build();

        assertThat(matrix.visits().get(0).planned()).isEmpty();
        assertThat(matrix.visits().get(1).distances()).containsExactly("1 to 2 fortnight after First");
        assertThat(crosses(matrix, "Test")).containsExactly("First", "Second");
        assertThat(crosses(matrix, "Talk")).containsExactly("First");
        Activity test = matrix.activities().get(0);
        assertThat(notes(matrix, test.cells().get(0).marks())).containsExactly("Women only");
        assertThat(notes(matrix, test.marks())).containsExactly("By strip.");
    }

    private static List<String> notes(Matrix matrix, List<Integer> marks) {
        return marks.stream().map(mark -> matrix.notes().get(mark - 1)).toList();
    }

    private static Visit visit(Matrix matrix, String label) {
        return matrix.visits().stream()
                .filter(visit -> visit.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> crosses(Matrix matrix, String activity) {
        Activity row = matrix.activities().stream()
                .filter(one -> one.title().equals(activity))
                .findFirst()
                .orElseThrow();
        return java.util.stream.IntStream.range(0, row.cells().size())
                .filter(column -> row.cells().get(column).isPlanned())
                .mapToObj(column -> matrix.visits().get(column).label())
                .toList();
    }

    private static Matrix stored(Locale language) {
        Definitions definitions = new Definitions();
        try (Stream<Path> files = Files.list(STUDY)) {
            files.filter(file -> file.getFileName().toString().matches("(Plan|Activity)Definition-.*"))
                    .map(MatrixTests::read)
                    .forEach(definitions::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        ObjectNode protocol = (ObjectNode) read(STUDY.resolve("PlanDefinition-msc-itp-protocol.json"));
        return new MatrixBuilder(protocol, definitions, Words.in(language)).build();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
