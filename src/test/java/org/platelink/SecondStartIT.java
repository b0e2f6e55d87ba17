package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient.Answer;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/**
 * What an operator does between two starts, with the packaged server and its real commands: new keys for everything,
 * an operator in the place of one who was revoked. Then the database goes away under the second server, and its
 * health says so.
 */
@OwnServers
class SecondStartIT {

    @TempDir
    private Path home;

    @TempDir
    private Path keys;

    @Test
    void keysAndOperatorAreReplacedBetweenTwoStarts() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        try {
            Map<String, String> settings = settings(postgres);
            List<String> secrets;
            try (ServerProcess first = ServerProcess.startUntilReady(settings)) {
                assertThat(home.resolve("keys/linkage.key"))
                        .as("keys are elsewhere")
                        .doesNotExist();
                assertThat(command(settings, "keys", "rotate").output())
                        .contains("other connections to the database; stop every server on it");
                secrets = firstServer(first);
            }
            ProcessResult rotated = command(settings, "keys", "rotate");
            assertThat(rotated.output())
                    .contains("linkage  a new key; 1 identifiers encrypted anew")
                    .contains("journal  a new key;", "messages encrypted anew")
                    .contains("signing  a new key");
            assertThat(rotated.code()).isZero();
            assertThat(command(settings, "client", "list").output()).contains("client restore-operator");
            assertThat(command(settings, "client", "restore-operator").code()).isZero();
            try (ServerProcess second = ServerProcess.startUntilReady(settings)) {
                secondServer(second, settings, secrets);
                theDatabaseGoesAway(second, postgres);
            }
        } finally {
            postgres.close();
        }
    }

    /** A number that is linked, a message that is applied, and an operator who is revoked. */
    private List<String> firstServer(ServerProcess server) throws IOException {
        FhirClient coordinator = client(server, "coordinator-demo");
        assertOk(coordinator.post("", example("subject.json")));
        assertOk(coordinator.post("/Patient/demo-001/$link", example("link.json")));
        Answer taken = deliver(server);
        assertThat(taken.body()).contains("MSA|AA|");
        String token = token(server, clientFile("analyst-demo"));
        ClientFile operator = ClientFile.parse(Files.readString(keys.resolve("operator.json")));
        Answer revoked = FhirClient.withToken(server.port(), token(server, operator))
                .delete(base(server) + "/admin/clients/operator");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(keys.resolve("operator.json")).doesNotExist();
        return List.of(token);
    }

    private void secondServer(ServerProcess server, Map<String, String> settings, List<String> secrets)
            throws Exception {
        assertThat(server.output())
                .contains("the operator is operator-2, with a new key")
                .doesNotContain("new search parameters");
        assertThat(command(settings, "client", "list").output()).contains("operator-2", "ehr-demo");
        assertThat(command(settings, "client", "key", "operator-2").output())
                .contains("replaced the key of operator-2");
        assertThat(command(settings, "client", "list").output()).contains("operator-2");
        assertThat(FhirClient.withToken(server.port(), secrets.get(0))
                        .get("/Patient")
                        .status())
                .as("a token that the old key has signed")
                .isEqualTo(401);
        FhirClient coordinator = client(server, "coordinator-demo");
        Answer linked = coordinator.post("/Patient/demo-001/$linked-identifiers", "{\"resourceType\":\"Parameters\"}");
        assertOk(linked);
        assertThat(linked.body()).contains("valueIdentifier");
        assertThat(deliver(server).body()).contains("MSA|AA|");
        Answer messages = coordinator.get(base(server) + "/intake/messages");
        assertThat(messages.body()).as("the same message is known again").contains("\"duplicate\"", "\"applied\"");
    }

    private static void theDatabaseGoesAway(ServerProcess server, EmbeddedPostgres postgres) throws IOException {
        FhirClient anyone = FhirClient.withoutToken(server.port());
        String health = base(server) + "/actuator/health";
        for (String of : List.of("", "/readiness", "/intake", "/liveness")) {
            assertThat(anyone.get(health + of).status()).as(of).isEqualTo(200);
        }
        postgres.close();
        // What was found is good for half a second.
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        for (String of : List.of("", "/readiness", "/intake")) {
            long began = System.nanoTime();
            Answer down = anyone.get(health + of);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(of).isLessThan(Duration.ofSeconds(3));
            assertThat(down.status()).as(of).isEqualTo(503);
            assertThat(down.body()).as(of).isEqualTo("{\"status\":\"DOWN\"}");
        }
        assertThat(anyone.get(health + "/liveness").status()).isEqualTo(200);
    }

    private Map<String, String> settings(EmbeddedPostgres postgres) {
        int port = ServerProcess.freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("PLATELINK_HOME", home.toString());
        settings.put("PLATELINK_KEYS_FOLDER", keys.toString());
        settings.putAll(GivenPostgres.to(postgres, "postgres"));
        return settings;
    }

    private record ProcessResult(int code, String output) {}

    private static ProcessResult command(Map<String, String> settings, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(PackagedServer.java(), PackagedServer.tool()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new ProcessResult(process.exitValue(), output);
    }

    private FhirClient client(ServerProcess server, String id) throws IOException {
        return FhirClient.withToken(server.port(), token(server, clientFile(id)));
    }

    private ClientFile clientFile(String id) throws IOException {
        return ClientFile.parse(Files.readString(home.resolve("clients").resolve(id + ".json")));
    }

    private static String token(ServerProcess server, ClientFile file) {
        try {
            var answer = Tokens.post(server.port(), new TokenRequest(file, file.scope()).form());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(answer.body())
                    .path("access_token")
                    .asText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Answer deliver(ServerProcess server) throws IOException {
        return client(server, "ehr-demo")
                .send("POST", base(server) + "/intake/hl7v2", "application/hl7-v2", example("blood-count.hl7"));
    }

    private static String base(ServerProcess server) {
        return "http://localhost:" + server.port();
    }

    private static void assertOk(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("fhir-resources/examples").resolve(name));
    }
}
