package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Clients that others wrote drive token, search, paging, tables and export: fhir-kit-client, SMART's fhirclient,
 * Medplum's core, and hyparquet, which reads Parquet. All persons are invented.
 */
@ServerTest
class JavaScriptClientsIT {

    private static final Path SCRIPT = Path.of("src/test/js");
    private static final int RESULTS = 23;
    private static final int A_PAGE = 10;

    private final int port;

    JavaScriptClientsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void clientsOfOthersSeeWhatIsThere() throws Exception {
        Node.mustBeThere("other clients are not tried");
        List<String> ids = results();
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "js-");
        for (String file : new String[] {"package.json", "package-lock.json", "clients.mjs"}) {
            Files.copy(SCRIPT.resolve(file), folder.resolve(file));
        }
        // What is optional there is for browsers and telephones.
        run(folder, "npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
        JsonNode seen = new ObjectMapper().readTree(run(folder, "node", "clients.mjs"));

        for (String client : new String[] {"fhirKit", "smartJs", "medplum"}) {
            assertThat(seen.path(client).path("failure").asText()).as(client).isEmpty();
            List<String> found = new ArrayList<>();
            seen.path(client).path("ids").forEach(id -> found.add(id.asText()));
            assertThat(found).as(client).containsExactlyElementsOf(ids);
            assertThat(seen.path(client).path("pages").asInt()).as(client).isEqualTo(3);
        }
        assertThat(seen.path("fhirKit").path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(seen.path("fhirKit").path("rows").asInt()).isEqualTo(3);
        assertThat(seen.path("medplum").path("exported").path("Observation").asInt())
                .isGreaterThanOrEqualTo(RESULTS);
        assertThat(seen.path("medplum").path("exported").path("Patient").asInt())
                .isPositive();
        assertThat(seen.path("parquet").path("same").asBoolean())
                .as(seen.path("parquet").toString())
                .isTrue();
        assertThat(seen.path("parquet").path("rows").asInt()).isGreaterThanOrEqualTo(RESULTS);
    }

    /** Results by date, and their ids. */
    private List<String> results() {
        assertThat(FhirClient.at(port)
                        .post(
                                "",
                                Labs.transaction(
                                        Labs.participant("js-1"),
                                        Labs.subject("js-1", ResearchSubjectStatus.SCREENING)))
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < RESULTS; i++) {
            Observation result = Labs.platelets(
                    "js-1",
                    "js-1-" + i,
                    String.valueOf(20 + i),
                    "10*9/L",
                    "2026-02-%02dT08:00:00+08:00".formatted(i + 1));
            Answer sent = FhirClient.of(port, "ehr-demo").post("/Observation", result);
            assertThat(sent.status()).as(sent.body()).isIn(200, 201);
        }
        Bundle found = FhirClient.of(port, "analyst-demo")
                .get("/Observation?subject=Patient/js-1&_sort=date&_count=100")
                .bundle();
        return found.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private String run(Path folder, String... command) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "BASE", "http://localhost:" + port + "/fhir",
                "CLIENT",
                        Tokens.home(port)
                                .resolve("clients/analyst-demo.json")
                                .toAbsolutePath()
                                .toString(),
                "SEARCH", "subject=Patient/js-1&_sort=date&_count=" + A_PAGE);
        return Node.run(folder, environment, command);
    }
}
