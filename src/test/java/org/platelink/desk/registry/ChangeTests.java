package org.platelink.desk.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void tellsWhatWentAndWhatCame() throws IOException {
        List<Change> changes = Change.between(
                JSON.readTree(
                        """
                        {"meta": {"versionId": "1"}, "status": "active", "title": "Old", "condition": [{"text": "A"}, {"text": "B"}],
                         "extension": [{"url": "https://example.org/x/state", "valueCode": "recruiting"}]}
                        """),
                JSON.readTree(
                        """
                        {"meta": {"versionId": "2"}, "status": "active", "title": "New", "condition": [{"text": "C"}, {"text": "A"}, {"text": "B"}],
                         "extension": [{"url": "https://example.org/x/state", "valueCode": "complete"}]}
                        """));

        assertThat(changes)
                .containsExactly(
                        new Change("condition.text", List.of(), List.of("C")),
                        new Change("extension(state).valueCode", List.of("recruiting"), List.of("complete")),
                        new Change("title", List.of("Old"), List.of("New")));
    }

    @Test
    void versionsAreThoseSinceADayEachComparedWithTheOneBeforeIt() throws IOException {
        String history =
                """
                {"resourceType": "Bundle", "total": 3, "entry": [
                  {"resource": {"meta": {"versionId": "3", "lastUpdated": "2026-03-03T08:00:00+08:00"}, "title": "C"}},
                  {"resource": {"meta": {"versionId": "2", "lastUpdated": "2026-03-02T08:00:00Z"}, "title": "B"}},
                  {"resource": {"meta": {"versionId": "1", "lastUpdated": "2026-03-01T08:00:00Z"}, "title": "A"}}]}
                """;

        assertThat(Version.of(JSON.readTree(history), LocalDate.parse("2026-03-02")))
                .extracting(Version::number)
                .containsExactly("3", "2");
        assertThat(Version.of(JSON.readTree(history), LocalDate.parse("2026-01-01")))
                .last()
                .satisfies(first -> assertThat(first.isFirst()).isTrue());
        assertThat(Version.of(
                        JSON.readTree(history.replace("\"total\": 3", "\"total\": 9")), LocalDate.parse("2026-01-01")))
                .as("the last of what was read may not be the first of all")
                .extracting(Version::number)
                .containsExactly("3", "2");
    }
}
