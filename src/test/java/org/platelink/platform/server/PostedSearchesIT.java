package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A search by POST has its parameters in a form, or it would find everything. */
@ServerTest
class PostedSearchesIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final FhirClient client;

    PostedSearchesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "application/json ! {\"status\":\"final\"}",
                "application/fhir+json ! {\"resourceType\":\"Parameters\"}",
                "text/plain ! status=final",
                "multipart/form-data; boundary=x ! --x--",
                "APPLICATION/X-WWW-FORM-URLENCODED ! status=final"
            })
    void anotherBodyIsRefused(String kind, String body) {
        for (String path : new String[] {"/Observation/_search", "/Observation/_search?_count=2"}) {
            Answer answer = client.send("POST", path, kind, body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(415);
            assertThat(answer.issues()).contains(FORM);
        }
    }

    @Test
    void aFormThatIsPackedIsRefused() {
        assertThat(client.send("POST", "/Observation/_search", FORM, "status=final", "Content-Encoding", "gzip")
                        .status())
                .isIn(400, 415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                FORM + " ! status=final",
                FORM + "; charset=UTF-8 ! status=final",
                FORM + " ! ''",
            })
    void aFormIsTaken(String kind, String body) {
        Answer answer = client.send("POST", "/Observation/_search?_count=2", kind, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void theSelfLinkHasAllParameters() {
        Bundle bundle = client.send(
                        "POST", "/Observation/_search?_count=2", FORM, "status=final&code=http://loinc.org%7C777-3")
                .bundle();

        assertThat(bundle.getLink("self").getUrl())
                .endsWith("/fhir/Observation?_count=2&code=http%3A%2F%2Floinc.org%7C777-3&status=final");
    }
}
