package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decisions have one form, one numbering and an index. */
class DecisionsTests {

    private static final Path FOLDER = Path.of("src/docs/adr");

    @Test
    void everyDecisionHasItsNumberADateAndAStatusAndStandsInTheIndex() throws IOException {
        List<Path> decisions = decisions();
        List<String> index = Files.readAllLines(FOLDER.resolve("README.md"));
        for (int i = 0; i < decisions.size(); i++) {
            String name = decisions.get(i).getFileName().toString();
            String number = "%03d".formatted(i + 1);
            assertThat(name).startsWith(number + "-");
            List<String> lines = Files.readAllLines(decisions.get(i));
            assertThat(lines.get(0)).as(name).matches("# " + number + " \\S.*");
            assertThat(lines.get(1)).as(name).isEmpty();
            assertThat(lines.get(2)).as(name).matches("20\\d\\d-\\d\\d-\\d\\d, (accepted|superseded by \\d{3}).*\\.");
            String title = lines.get(0).substring(number.length() + 3);
            String date = lines.get(2).substring(0, "2026-01-01".length());
            assertThat(index)
                    .as("the index names " + name)
                    .anyMatch(line ->
                            line.startsWith("| " + number + " | [" + title + "](" + name + ") | " + date + " |"));
        }
        assertThat(index.stream().filter(line -> line.matches("\\| \\d{3} .*"))).hasSameSizeAs(decisions);
    }

    /** No server is needed to count lines. */
    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(130);
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{3}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
