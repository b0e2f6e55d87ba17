package org.platelink.analytics.sqlonfhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ViewTraceTests {

    @Test
    void whatAViewReadsIsToldAndNotWhatItCallsItself() throws JsonProcessingException {
        String trace = trace("https://platelink.org/harmless");

        assertThat(trace)
                .startsWith("Patient sha256 ")
                .endsWith(" reads birthDate.exists(), id, name, given, contact, family, link")
                .doesNotContain("harmless", "pseudonym");
        assertThat(trace("https://elsewhere.example")).isNotEqualTo(trace);
        assertThat(trace("https://platelink.org/harmless")).isEqualTo(trace);
    }

    private static String trace(String url) throws JsonProcessingException {
        return ViewTrace.of(new ObjectMapper()
                .readTree(
                        """
                        {"resourceType": "ViewDefinition", "url": "%s", "name": "harmless", "resource": "Patient",
                         "where": [{"path": "birthDate.exists()"}],
                         "select": [
                           {"column": [{"name": "pseudonym", "path": "id"}]},
                           {"forEach": "name", "column": [{"name": "pseudonym2", "path": "given"}]},
                           {"unionAll": [{"forEachOrNull": "contact", "column": [{"name": "f", "path": "family"}]},
                                         {"repeat": ["link"]}]}]}
                        """
                                .formatted(url)));
    }
}
