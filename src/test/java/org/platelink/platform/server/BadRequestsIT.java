package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class BadRequestsIT {

    private final FhirClient client;

    BadRequestsIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/Observation ! application/fhir+json ! {\"resourceType\":\"Observation\",",
                "/Observation ! application/fhir+json ! []",
                "/Observation ! application/fhir+json ! not json at all",
                "/Observation ! application/fhir+json ! {\"resourceType\":\"Observation\",\"colour\":\"red\",\"status\":\"final\"}",
                "/Observation ! application/fhir+json ! {\"resourceType\":\"Nothing\"}",
                "/Observation ! application/fhir+json ! {\"resourceType\":\"Patient\"}",
                "/Observation ! application/fhir+xml ! <Observation xmlns=\"http://hl7.org/fhir\"><status",
                "/Observation ! application/fhir+xml ! {\"resourceType\":\"Observation\"}",
                "/Observation ! text/plain ! hello",
                "/Observation ! application/pdf ! hello",
                "'' ! application/fhir+json ! {\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
                "'' ! application/fhir+json ! {\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{}]}",
                "'' ! application/fhir+json ! {\"resourceType\":\"Patient\"}",
                "/Nothing ! application/fhir+json ! {\"resourceType\":\"Patient\"}",
            })
    void aBodyThatCannotBeUnderstoodIsTheSendersFault(String path, String contentType, String body) {
        Answer answer =
                client.send("POST", path == null ? "" : path, contentType, body, "Accept", "application/fhir+json");

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics()).isNotBlank();
        assertThat(answer.body()).doesNotContain("java.lang").doesNotContain("\\tat ");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithTheLimit() {
        String body = "{\"resourceType\":\"Patient\",\"language\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

        Answer answer = client.post("/Patient", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics()).contains("10 MB");
    }
}
