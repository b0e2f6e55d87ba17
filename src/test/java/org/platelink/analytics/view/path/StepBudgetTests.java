package org.platelink.analytics.view.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of a line that would keep a processor for hours, or fill the memory. */
class StepBudgetTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static Item patient() throws Exception {
        return Objects.requireNonNull(
                Item.resource(JSON.readTree("{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":["
                        + "{\"given\":[\"a\"]},".repeat(50) + "{\"given\":[\"b\"]}]}")));
    }

    private static List<Item> of(String expression, Cancellation cancellation) throws Exception {
        Expressions expressions = new Expressions(Map.of());
        FhirPath path = expressions.read(expression, Objects.requireNonNull(Types.resource("Patient")));
        EvaluationContext pass = expressions.on(patient(), cancellation);
        return path.of(pass.resource(), pass, 0);
    }

    private static String nested(String before, String inner, String after, int times) {
        return before.repeat(times) + inner + after.repeat(times);
    }

    static Stream<String> attacks() {
        return Stream.of(
                // Numbers and texts that double each time.
                "(2).repeat($this * $this)",
                "('ab').repeat($this & $this)",
                "('ab').repeat($this + $this)",
                "('ab').repeat($this.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaa'))",
                "('ab').repeat($this.replace('', 'aaaaaaaaaaaaaaaaaaaaaaaaa'))",
                "('ab').repeat($this.replaceMatches('.', 'aaaaaaaaaaaaaaaaaaaaaaaaa'))",
                "('ab').repeat(($this | ($this & 'c')).join('dddddddddddddddddddddd'))",
                // Products of what stands in the resource.
                nested("%resource.name.select(", "given", ")", 12),
                nested("%resource.name.where(", "given.exists()", ".exists())", 12),
                nested("%resource.name.all(", "given.exists()", ")", 12),
                "name" + ".select($this.combine($this))".repeat(40),
                // Comparisons of each with each.
                "name.select(%resource.name.select(%resource.name.select(%resource.name.distinct().count() = 1)))",
                // A text looked for in another that is like it nearly to its end.
                "('a').repeat(iif($this.length() < 200000, $this & $this, $this)).last()"
                        + ".select($this.indexOf($this.substring(0, 100000) & 'b'))",
                "name.select(%resource.name.select(%resource.name.select('aaaaaaaaaaaaaaaaaaaa'.matches('(a{1,30}){1,30}b'))))");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void endsInNoTime(String expression) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatExceptionOfType(PathRefused.class)
                .isThrownBy(() -> of(expression, Cancellation.NEVER))
                .withMessageMatching("(?s).*(steps on one resource|longer than|comes to is too much).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890123456789012345678901 + 1",
                "0.12345678901234567890123456789012345678901",
                "1.select($this = 12345678901234567890123456789012345678901)"
            })
    void namesALiteralOfTooManyDigits(String expression) {
        assertThatExceptionOfType(PathRefused.class)
                .isThrownBy(() -> of(expression, Cancellation.NEVER))
                .withMessageContaining("At character")
                .withMessageContaining("40 digits");
    }

    @Test
    void aNumberOfAResourceThatIsBeyondTheBoundsIsNotCalculatedWith() throws Exception {
        Expressions expressions = new Expressions(Map.of());
        FhirPath path = expressions.read("value.ofType(Quantity).value + 1", Types.resource("Observation"));
        Item observation = Item.resource(
                JSON.readTree("{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1e100000000}}"));
        EvaluationContext pass = expressions.on(Objects.requireNonNull(observation), Cancellation.NEVER);

        assertThatExceptionOfType(PathRefused.class)
                .isThrownBy(() -> path.of(pass.resource(), pass, 0))
                .withMessageContaining("exponent beyond 60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@2020-01-01 + 9223372036854775807 days", "@2020-01-01 - 9223372036854775807 weeks"})
    void aDayBeyondAllYearsIsNone(String expression) throws Exception {
        assertThat(of(expression, Cancellation.NEVER)).isEmpty();
    }

    @Test
    void keepsFortyDigitsOfAResult() throws Exception {
        List<Item> product = of("12345678901234567890 * 12345678901234567890", Cancellation.NEVER);

        assertThat(product.get(0).number()).isEqualByComparingTo("152415787532388367501905199875019052100");
    }

    /** What nobody waits for ends long before its bound. */
    @Test
    void isAskedOftenWhetherToGoOn() {
        AtomicInteger asked = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> of(nested("%resource.name.select(", "given", ")", 12), () -> {
                    if (asked.incrementAndGet() == 3) {
                        throw new IllegalStateException("Nobody waits.");
                    }
                }))
                .withMessage("Nobody waits.");
    }
}
