package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;
import org.platelink.study.notice.RegistryListener;

/**
 * Two servers on one PostgreSQL: whichever a client happens to ask, it is the same server to it; and when one is
 * killed, the other carries on with what was begun. All persons are invented.
 */
@OwnServers
class TwoNodesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RESULTS = 25;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void whatIsBegunAtOneIsGoneOnWithAtTheOther() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                RegistryListener told = new RegistryListener()) {
            int portA = ServerProcess.freePort();
            int portB = ServerProcess.freePort();
            // Both at once, on a database that is empty: one of them makes everything, and the other finds it made.
            try (ServerProcess a = ServerProcess.start(settings(postgres, portA, portA, told));
                    ServerProcess b = ServerProcess.start(settings(postgres, portB, portA, told))) {
                ServerProcess.untilReady(a);
                ServerProcess.untilReady(b);
                assertThat(a.output() + b.output()).contains("another server is starting on it");
                tokens(portA, portB);
                results(portA, portB);
                pages(portA, portB);
                subjectLists(portA, portB);
                intake(portA, portB);
                exports(portA, portB);
                registry(portA, portB);
                told.begin(portA, portB);
                oneIsKilled(a, portB, told);
                told.goOn(portB);
            }
        }
    }

    /** One home for the keys, one address for the clients, and one database. */
    private Map<String, String> settings(EmbeddedPostgres postgres, int port, int address, RegistryListener told) {
        Map<String, String> settings = new HashMap<>(told.settings());
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("PLATELINK_URL", "http://localhost:" + address);
        settings.put("PLATELINK_HOME", home.toString());
        settings.put("PLATELINK_SEARCH_SHARED", "true");
        settings.putAll(GivenPostgres.to(postgres, "postgres"));
        return settings;
    }

    private static void tokens(int portA, int portB) throws IOException {
        ClientFile analyst = Tokens.file(portA, "analyst-demo");
        String form = new TokenRequest(analyst, analyst.scope()).form();
        var granted = Tokens.post(portA, form);
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        assertThat(Tokens.post(portB, form).statusCode())
                .as("an assertion is good once, at either")
                .isNotEqualTo(200);
        String token = JSON.readTree(granted.body()).path("access_token").asText();
        assertThat(FhirClient.withToken(portB, token).get("/Patient").status()).isEqualTo(200);
    }

    private static void results(int portA, int portB) {
        Answer subject = FhirClient.at(portA)
                .post(
                        "",
                        Labs.transaction(
                                Labs.participant("two-1"), Labs.subject("two-1", ResearchSubjectStatus.SCREENING)));
        assertThat(subject.status()).as(subject.body()).isEqualTo(200);
        for (int i = 0; i < RESULTS; i++) {
            Observation result = Labs.platelets(
                    "two-1",
                    "two-" + i,
                    String.valueOf(20 + i),
                    "10*9/L",
                    "2026-02-%02dT08:00:00+08:00".formatted(i + 1));
            int port = i % 2 == 0 ? portA : portB;
            Answer sent = FhirClient.of(port, "ehr-demo").post("/Observation", result);
            assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        }
    }

    /** Each page from the other server than the one before; a search that is held, and one that HAPI keeps. */
    private static void pages(int portA, int portB) {
        String token = Tokens.of(portA, "analyst-demo");
        for (String search : new String[] {
            "/Observation?subject=Patient/two-1&_sort=-date&_count=4&_include=Observation:subject",
            "/Observation?subject=Patient/two-1&_sort=-date&_count=4&_total=accurate"
        }) {
            List<String> seen = new ArrayList<>();
            String next = search;
            for (int page = 0; next != null; page++) {
                int port = page % 2 == 0 ? portA : portB;
                Answer answer = FhirClient.withToken(port, token).get(next);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                Bundle bundle = answer.bundle();
                for (BundleEntryComponent entry : bundle.getEntry()) {
                    if (entry.getResource() instanceof Observation result) {
                        seen.add(result.getValueQuantity().getValue().toPlainString());
                    }
                }
                String link = bundle.getLink("next") == null
                        ? null
                        : bundle.getLink("next").getUrl();
                int other = port == portA ? portB : portA;
                next = link == null ? null : link.replace("localhost:" + portA, "localhost:" + other);
            }
            List<String> expected = new ArrayList<>();
            for (int i = RESULTS - 1; i >= 0; i--) {
                expected.add(String.valueOf(20 + i));
            }
            assertThat(seen).as(search).containsExactlyElementsOf(expected);
        }
        // A page is the client's own at either server.
        Answer first = FhirClient.withToken(portA, token).get("/Observation?_count=2&_sort=date");
        String link = first.bundle().getLink("next").getUrl().replace("localhost:" + portA, "localhost:" + portB);
        assertThat(FhirClient.of(portB, "coordinator-demo").get(link).status()).isEqualTo(410);
        assertThat(FhirClient.withToken(portB, token).get(link).status()).isEqualTo(200);
    }

    /** What one of them is told, the list of the other has at once. */
    private static void subjectLists(int portA, int portB) {
        for (int round = 0; round < 4; round++) {
            int told = round % 2 == 0 ? portA : portB;
            int asked = round % 2 == 0 ? portB : portA;
            String count = String.valueOf(70 + round);
            Observation result = Labs.platelets(
                    "two-1", "two-list-" + round, count, "10*9/L", "2026-03-%02dT08:00:00+08:00".formatted(round + 1));
            assertThat(FhirClient.of(told, "ehr-demo")
                            .post("/Observation", result)
                            .status())
                    .isEqualTo(201);
            Answer list = FhirClient.of(asked, "analyst-demo")
                    .get("/ResearchStudy/NCT06813157/$subject-list?_format=text/csv");
            assertThat(list.status()).as(list.body()).isEqualTo(200);
            assertThat(list.body()).contains("," + count + ",");
        }
    }

    /** The subject and the patient's number are told to one, the message to the other, and then to both. */
    private static void intake(int portA, int portB) throws IOException {
        FhirClient coordinator = FhirClient.of(portA, "coordinator-demo");
        Answer subject = coordinator.post("", Files.readString(Path.of("fhir-resources/examples/subject.json")));
        assertThat(subject.status()).as(subject.body()).isEqualTo(200);
        Answer link = coordinator.post(
                "/Patient/demo-001/$link", Files.readString(Path.of("fhir-resources/examples/link.json")));
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        String message = Files.readString(Path.of("fhir-resources/examples/blood-count.hl7"));
        for (int port : new int[] {portB, portA, portB}) {
            Answer taken = FhirClient.of(port, "ehr-demo")
                    .send("POST", "http://localhost:" + port + "/intake/hl7v2", "application/hl7-v2", message);
            assertThat(taken.body()).contains("MSA|AA|SYN-20260302-1");
        }
        JsonNode messages = JSON.readTree(coordinator
                        .get("http://localhost:" + portA + "/intake/messages")
                        .body())
                .path("messages");
        assertThat(messages.get(0).path("status").asText()).isEqualTo("duplicate");
        assertThat(messages.get(1).path("status").asText()).isEqualTo("duplicate");
        assertThat(messages.get(2).path("status").asText()).isEqualTo("applied");
        assertThat(FhirClient.of(portA, "analyst-demo")
                        .get("/Observation?subject=Patient/demo-001&code=http://loinc.org%7C777-3")
                        .bundle()
                        .getEntry())
                .hasSize(1);
    }

    private static void exports(int portA, int portB) throws IOException {
        Answer kick = FhirClient.of(portA, "analyst-demo")
                .get("/Patient/$export?_type=Observation", "Prefer", "respond-async");
        assertThat(kick.status()).as(kick.body()).isEqualTo(202);
        assertThat(lines(ended(kick, portA, portB), portA, portB)).isGreaterThanOrEqualTo(RESULTS);
    }

    private static Answer ended(Answer kick, int portA, int portB) {
        String status = kick.headers()
                .firstValue("Content-Location")
                .orElseThrow()
                .replace("localhost:" + portA, "localhost:" + portB);
        FhirClient analyst = FhirClient.of(portB, "analyst-demo");
        await().atMost(SOON).until(() -> analyst.get(status).status() != 202);
        return analyst.get(status);
    }

    private static long lines(Answer manifest, int portA, int portB) throws IOException {
        assertThat(manifest.status()).as(manifest.body()).isEqualTo(200);
        String file = JSON.readTree(manifest.body())
                .path("output")
                .get(0)
                .path("url")
                .asText()
                .replace("localhost:" + portA, "localhost:" + portB);
        return FhirClient.of(portB, "analyst-demo").get(file).body().lines().count();
    }

    private static void registry(int portA, int portB) {
        for (String file : new String[] {"fhir-r4.json", "fhir-r5.json", "ictrp.xml", "index.html"}) {
            assertThat(tag(portA, file)).as(file).isEqualTo(tag(portB, file));
        }
    }

    private static String tag(int port, String file) {
        return FhirClient.withoutToken(port)
                .get("http://localhost:" + port + "/registry/NCT06813157/" + file)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    /** An export that was begun, a search that has pages and a token outlive the server that they came from. */
    private static void oneIsKilled(ServerProcess a, int portB, RegistryListener told) throws IOException {
        String token = Tokens.of(a.port(), "analyst-demo");
        FhirClient first = FhirClient.withToken(a.port(), token);
        String next = first.get("/Observation?subject=Patient/two-1&_sort=date&_count=10")
                .bundle()
                .getLink("next")
                .getUrl();
        Answer kick = first.get("/Patient/$export?_type=Observation", "Prefer", "respond-async");
        a.kill();
        told.recover();
        FhirClient second = FhirClient.withToken(portB, token);
        assertThat(second.get(next.replace("localhost:" + a.port(), "localhost:" + portB))
                        .bundle()
                        .getEntry())
                .hasSize(10);
        assertThat(lines(ended(kick, a.port(), portB), a.port(), portB)).isGreaterThanOrEqualTo(RESULTS);
        Answer sent = FhirClient.of(portB, "ehr-demo")
                .post("/Observation", Labs.platelets("two-1", "two-last", "99", "10*9/L", "2026-03-01T08:00:00+08:00"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    }
}
