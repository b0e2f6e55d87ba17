package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.LabMaps;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Role by interaction by type, one line a case, in {@code who-may-what.txt}. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class WhoMayWhatIT {

    private final int port;
    private TwoSites sites;

    WhoMayWhatIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
    }

    static Stream<String> lines() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/org/platelink/security/access/who-may-what.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceAll(" +", " "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void answers(String line) {
        String[] said = line.split(" ");
        String path = sites.filled(said[2]).replaceAll("^/$", "");
        Answer answer = said[1].equals("GET")
                ? sites.as(said[0]).get(path)
                : sites.as(said[0]).send(said[1], path, "application/fhir+json", body(path));

        assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(said[3]));
        if (answer.status() >= 400) {
            assertThat(answer.body()).contains("OperationOutcome").doesNotContain("HAPI-", "Exception");
        }
        if (answer.status() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
    }

    /** A body of the type that the path names, good enough to be stored where it may be. */
    private String body(String path) {
        String[] parts = path.split("[/?]");
        String type = parts.length < 2 || parts[1].startsWith("$") ? "Bundle" : parts[1];
        String id = parts.length > 2 && !parts[2].startsWith("$") ? ",\"id\":\"" + parts[2] + "\"" : "";
        if (path.contains("$find-linked")
                || path.contains("$linked")
                || path.contains("$register")
                || path.contains("$transition")
                || path.contains("$transfer")
                || path.contains("-query")
                || path.contains("$verify")
                || path.contains("$sign-off")
                || path.contains("lock")
                || path.contains("$data-cut")) {
            return "{\"resourceType\":\"Parameters\"}";
        }
        if (type.equals("Observation")) {
            Observation result = Labs.platelets("acc-a", "w-" + System.nanoTime(), "30", "10*9/L", "2026-02-03");
            if (!id.isEmpty()) {
                result.setId(parts[2]);
            }
            return FhirClient.json(result);
        }
        if (type.equals("ConceptMap")) {
            String own = id.isEmpty() ? "map-" + System.nanoTime() : parts[2];
            return FhirClient.json(LabMaps.draft(own, "site-unknown"));
        }
        if (type.equals("Patient") && !id.isEmpty()) {
            return FhirClient.json(TwoSites.participant(parts[2], "site-unknown"));
        }
        return "{\"resourceType\":\"" + type + "\"" + id + "}";
    }
}
