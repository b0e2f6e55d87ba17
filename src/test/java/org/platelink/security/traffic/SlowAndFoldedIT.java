package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Connections that want to stop the server, while a hospital delivers. */
@ServerTest
@Tag("alone")
@Isolated("It takes the threads and the memory that others would need.")
class SlowAndFoldedIT {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String JSON = "Content-Type: application/fhir+json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private final int port;
    private FhirClient hospital;
    private String otherToken;
    private int delivered;

    SlowAndFoldedIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void aHospitalThatDelivers() {
        hospital = TwoSites.on(port).as("ehr");
        otherToken = Tokens.of(port, Tokens.file(port, "coordinator-demo"));
        deliver();
    }

    private void deliver() {
        Answer answer = hospital.post(
                "/Observation",
                Labs.platelets(
                        "acc-a",
                        "traffic-" + System.nanoTime() + "-" + delivered++,
                        "27",
                        "10*9/L",
                        "2026-03-02T08:15:00+08:00"));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private void isServedSoon(String situation) {
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            deliver();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as(situation)
                    .isLessThan(SOON);
        }
    }

    @Test
    void slowHeadersAndBodiesAndFoldedOnesKeepNobodyOut() throws IOException {
        String slow = "Content-Length: 1000\r\n";
        try (Attackers attackers = new Attackers(port)) {
            attackers.open(60, "POST /fhir HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            attackers.open(40, Attackers.post("/fhir", null, JSON + slow) + "{");
            attackers.open(20, Attackers.post("/oauth2/token", null, FORM + slow) + "a");
            attackers.open(60, Attackers.post("/fhir", otherToken, JSON + slow) + "{");
            attackers.open(10, Attackers.post("/registry", null, FORM + slow) + "a");
            attackers.open(10, Attackers.post("/fhir/ResearchStudy/_search", null, FORM + slow) + "a");
            isServedSoon("200 are slow");
            attackers.open(100, Attackers.folded("/fhir", null));
            attackers.open(100, Attackers.folded("/fhir", otherToken));
            isServedSoon("200 are slow and 200 folded");
            attackers.drip();
            isServedSoon("the slow ones go on");

            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        attackers.drip();
                        return attackers.waiting() == 0;
                    });
        }
    }

    @Test
    void ofWhomBringsNoTokenNoBodyIsWaitedFor() throws IOException {
        for (String path :
                new String[] {"/fhir", "/intake/hl7v2", "/admin/clients", "/registry", "/export/1", "/none"}) {
            try (Attackers attackers = new Attackers(port)) {
                attackers.open(1, Attackers.post(path, null, JSON + "Content-Length: 1000\r\n") + "{");
                assertThat(attackers.answer()).as(path).containsPattern("^HTTP/1.1 (401|403|404|405) ");
            }
        }
    }

    @Test
    void anAnswerReachesWhoStillSendsALargeBody() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + "/fhir"))
                .header("Authorization", "Bearer expired")
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString("x".repeat(500_000)))
                .build();
        for (int i = 0; i < 20; i++) {
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Large: ", "Cookie: "})
    void aHeaderThatIsTooLargeIsRefusedInWords(String header) throws IOException {
        try (Attackers attackers = new Attackers(port)) {
            attackers.open(
                    1, "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\n" + header + "a".repeat(20_000) + "\r\n\r\n");
            assertThat(attackers.answer())
                    .startsWith("HTTP/1.1 400")
                    .contains("OperationOutcome", "16 kB")
                    .doesNotContain("<html", "Tomcat", "apache");
        }
    }

    @Test
    void tooManyHeadersAreRefused() throws IOException {
        try (Attackers attackers = new Attackers(port)) {
            attackers.open(
                    1, "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\n" + "X-Many: a\r\n".repeat(150) + "\r\n");
            assertThat(attackers.answer()).startsWith("HTTP/1.1 400").contains("100 headers");
        }
    }

    @ParameterizedTest
    @CsvSource({"/admin/clients,operator", "/fhir/Observation,ehr"})
    void aBodyHasTheSizeThatItsPathNeeds(String path, String who) {
        int tooLarge = path.startsWith("/admin") ? 300_000 : 11_000_000;
        Answer answer = TwoSites.on(port)
                .as(who)
                .send("POST", "http://127.0.0.1:" + port + path, "application/json", "x".repeat(tooLarge));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains("The body is larger than");
    }
}
