package org.platelink.analytics.view.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of {@code expressions.txt}. */
class FhirPathTests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String PATIENT =
            """
            {"resourceType": "Patient", "id": "p", "active": true, "gender": "female", "birthDate": "1970-06",
             "_birthDate": {"extension": [{"url": "http://x.example/precision", "valueCode": "month"}]},
             "contained": [{"resourceType": "Organization", "id": "o", "name": "Practice"}],
             "name": [{"use": "official", "family": "Muster", "given": ["Ada", "B."]},
                      {"use": "maiden", "family": "Beispiel", "given": ["Eva"]}],
             "deceasedBoolean": false, "multipleBirthInteger": 2,
             "managingOrganization": {"reference": "Organization/site"},
             "generalPractitioner": [{"reference": "#o"}]}
            """;

    static List<String> lines() throws IOException {
        String all = new String(
                Objects.requireNonNull(FhirPathTests.class.getResourceAsStream("expressions.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return all.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void leadsToWhatTheLineSays(String line) throws IOException {
        String[] parts = line.split(" => ", 2);
        String expression = parts[0].trim();
        String expected = parts[1].trim();
        if (expected.startsWith("error")) {
            assertThatThrownBy(() -> values(expression))
                    .isInstanceOf(PathRefused.class)
                    .hasMessageContaining(expected.replaceFirst("error:? ?", ""));
        } else {
            assertThat(values(expression)).hasToString(JSON.readTree(expected).toString());
        }
    }

    private static JsonNode values(String expression) throws IOException {
        Expressions expressions = expressions();
        return values(read(expression, expressions), expressions.on(patient(), Cancellation.NEVER));
    }

    private static JsonNode values(FhirPath path, EvaluationContext pass) {
        List<Object> values = new ArrayList<>();
        path.of(pass.resource(), pass, 0).forEach(item -> values.add(item.isComplex() ? item.json() : item.value()));
        return JSON.valueToTree(values);
    }

    private static Expressions expressions() {
        return new Expressions(
                Map.of("answer", Objects.requireNonNull(FhirPath.constant("integer", IntNode.valueOf(42)))));
    }

    private static FhirPath read(String expression, Expressions expressions) {
        return expressions.read(expression, Objects.requireNonNull(Types.resource("Patient")));
    }

    private static Item patient() throws IOException {
        return Objects.requireNonNull(Item.resource(JSON.readTree(PATIENT)));
    }

    /** All in one view and each twice, so that every part of them is one that others have too. */
    @Test
    void leadsToTheSameInTheCompanyOfAllOthers() throws IOException {
        Expressions expressions = expressions();
        Map<String, FhirPath> paths = new LinkedHashMap<>();
        List<String> lines =
                lines().stream().filter(line -> !line.contains("=> error")).toList();
        for (int time = 0; time < 2; time++) {
            lines.forEach(line -> paths.put(line, read(line.split(" => ", 2)[0].trim(), expressions)));
        }
        EvaluationContext pass = expressions.on(patient(), Cancellation.NEVER);
        for (int time = 0; time < 2; time++) {
            for (String line : lines) {
                assertThat(values(paths.get(line), pass))
                        .as(line)
                        .hasToString(
                                JSON.readTree(line.split(" => ", 2)[1].trim()).toString());
            }
        }
    }

    @Test
    void whatExpressionsHaveInCommonIsEvaluatedOnce() throws IOException {
        Expressions expressions = expressions();
        FhirPath one = read("name.where(use = 'official')", expressions);
        FhirPath other = read("name.where(use = 'official')", expressions);
        FhirPath ofIndex = read("name[%rowIndex]", expressions);
        FhirPath ofIndexToo = read("name[%rowIndex]", expressions);
        EvaluationContext pass = expressions.on(patient(), Cancellation.NEVER);
        Item patient = pass.resource();

        assertThat(other.of(patient, pass, 0)).isNotEmpty().isSameAs(one.of(patient, pass, 0));
        assertThat(ofIndex.of(patient, pass, 0)).isNotEqualTo(ofIndexToo.of(patient, pass, 1));
    }

    @Test
    void doubtsWhatCanNeverLeadToAnything() {
        assertThat(doubts("nme.family")).containsExactly("Patient has no element nme.");
        assertThat(doubts("deceasedBoolean"))
                .containsExactly("Patient has no element deceasedBoolean. Write deceased.ofType(boolean).");
        assertThat(doubts("name.where(use = 'official').giben")).containsExactly("HumanName has no element giben.");
        assertThat(doubts("contained.name")).isEmpty();
    }

    private static List<String> doubts(String expression) {
        Expressions expressions = expressions();
        List<String> first = read(expression, expressions).doubts();
        assertThat(read(expression, expressions).doubts())
                .as("told at each place where it stands")
                .isEqualTo(first);
        return first;
    }

    /** No expression takes the server down. */
    @ParameterizedTest
    @MethodSource("monsters")
    void refusesWhatIsTooLarge(String expression) {
        assertThatThrownBy(() -> values(expression)).isInstanceOf(PathRefused.class);
    }

    static Stream<String> monsters() {
        return Stream.of(
                "(".repeat(3_000) + "1" + ")".repeat(3_000),
                "name" + ".first()".repeat(900),
                "-".repeat(2_000) + "1",
                "1" + "+1".repeat(3_000),
                "name" + "[0".repeat(1_500),
                "name.where(" + "name.where(".repeat(100) + "true" + ")".repeat(101));
    }
}
