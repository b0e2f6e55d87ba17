package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on OWASP ASVS names tests that there are, and each requirement once. */
class AsvsTests {

    private static final Path PAGE = Path.of("src/docs/asvs.md");

    /** How many of ASVS 5.0.0 are of level 1 or 2. */
    private static final int REQUIREMENTS = 253;

    private static final Pattern NUMBER = Pattern.compile("V\\d+\\.\\d+\\.\\d+");
    private static final Pattern EVIDENCE = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            AsvsTests::text,
                            (one, other) -> one));
        }
        List<MatchResult> named = rows("## Held").stream()
                .flatMap(row -> EVIDENCE.matcher(row).results())
                .toList();

        assertThat(named).hasSizeGreaterThan(150).allSatisfy(evidence -> assertThat(tests.get(evidence.group(1)))
                .as(evidence.group())
                .isNotNull()
                .containsPattern(
                        evidence.group(2) == null
                                ? "@(?:Parameterized)?Test|@Property"
                                : "void " + evidence.group(2) + "\\("));
    }

    @Test
    void everyHeldRequirementHasEvidence() throws IOException {
        assertThat(rows("## Held"))
                .allSatisfy(
                        row -> assertThat(EVIDENCE.matcher(row).find()).as(row).isTrue());
    }

    @Test
    void everyRequirementIsNamedOnce() throws IOException {
        List<String> numbers = Stream.of("## Held", "## Gaps", "## Does not apply")
                .flatMap(heading -> rows(heading).stream())
                .map(row -> row.split("\\|")[1])
                .flatMap(cell -> NUMBER.matcher(cell).results().map(MatchResult::group))
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().hasSize(REQUIREMENTS);
    }

    private static List<String> rows(String heading) {
        String after = text(PAGE).split("(?m)^" + heading + "$")[1];
        return after.split("(?m)^## ")[0]
                .lines()
                .filter(line -> line.startsWith("| V"))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
