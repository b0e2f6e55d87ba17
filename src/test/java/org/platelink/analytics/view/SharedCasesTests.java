package org.platelink.analytics.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The shared tests of the SQL on FHIR specification, all that are in the folder; each has the rows that a view must
 * make.
 */
class SharedCasesTests {

    private static final Path FOLDER = Path.of(System.getProperty("corpus.dir", "../shared/corpus"), "sql-on-fhir");

    @TestFactory
    Stream<DynamicTest> everyView() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "The corpus is not there: set the system property corpus.dir.");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode suite = Rows.JSON.readTree(file.toFile());
                for (JsonNode test : suite.path("tests")) {
                    tests.add(DynamicTest.dynamicTest(
                            suite.path("title").asText() + ": "
                                    + test.path("title").asText(),
                            () -> check(suite.path("resources"), test)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void check(JsonNode resources, JsonNode test) throws IOException {
        if (test.path("expectError").asBoolean()) {
            assertThatThrownBy(() -> Rows.of(test.path("view"), resources)).isInstanceOf(ViewRefused.class);
            return;
        }
        Rows rows = Rows.of(test.path("view"), resources);
        if (test.has("expectCount")) {
            assertThat(rows.rows()).hasSize(test.path("expectCount").asInt());
        }
        if (test.has("expectColumns")) {
            List<String> names = new ArrayList<>();
            test.path("expectColumns").forEach(name -> names.add(name.asText()));
            assertThat(rows.view().columns()).extracting(Column::name).isEqualTo(names);
        }
        if (test.has("expect")) {
            List<JsonNode> expected = new ArrayList<>();
            test.path("expect").forEach(expected::add);
            assertThat(rows.rows())
                    .usingElementComparator((one, other) -> same(one, other) ? 0 : 1)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Numbers are the same whatever their digits; a column without a value is null. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals((left, right) -> equal(left, right) ? 0 : 1, other);
    }

    private static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            BigDecimal number = left.decimalValue();
            return number.compareTo(right.decimalValue()) == 0;
        }
        return left.equals(right);
    }
}
