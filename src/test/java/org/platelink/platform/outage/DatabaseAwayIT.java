package org.platelink.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
import org.platelink.GivenPostgres;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;
import org.platelink.Tokens;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/** A server whose PostgreSQL stops answering, and then goes; and comes back each time. */
@OwnServers
class DatabaseAwayIT {

    private static final String LABORATORY = "ehr-demo";
    private static final String MLLP = "\u000b%s\u001c\r";
    private static final String MESSAGE =
            "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302090000+0000||ORU^R01^ORU_R01|AWAY-1|P|2.5.1\r"
                    + "PID|1||P-1^^^^MR\rOBR|1||F-1|58410-2^CBC^LN|||20260302080000+0000\r";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path home;

    @TempDir
    Path files;

    private String token = "";

    @Test
    void everyDoorSaysSoWithinThreeSecondsAndWorksAgainAfterwards() throws Exception {
        int mllp = ServerProcess.freePort();
        EmbeddedPostgres postgres = postgres(ServerProcess.freePort());
        Map<String, String> settings = new HashMap<>(GivenPostgres.to(postgres, "postgres"));
        settings.putAll(Map.of(
                "PLATELINK_HOME", home.toString(),
                "PLATELINK_LAB_MLLP_PORT", Integer.toString(mllp),
                "PLATELINK_LAB_MLLP_PLAIN", "true",
                "PLATELINK_LAB_MLLP_PEERS_LAB_SITE", "site-unknown",
                "PLATELINK_LAB_MLLP_PEERS_LAB_IDENTIFIERSYSTEMS", "https://hospital.example/lab"));
        try (ServerProcess server = ServerProcess.startUntilReady(settings)) {
            ClientFile client = Tokens.file(server.port(), LABORATORY);
            token = Tokens.of(server.port(), client);
            assertThat(ask(server, "GET", "/fhir/ResearchStudy", "").statusCode())
                    .isEqualTo(200);
            assertThat(hl7(server).body()).contains("|AWAY-1");

            List<Long> processes = processes(postgres);
            signal("-STOP", processes);
            allDoorsAreClosed(server, mllp);
            signal("-CONT", processes);
            worksAgain(server);

            int port = postgres.getPort();
            postgres.close();
            allDoorsAreClosed(server, mllp);
            // Each request finds it out by itself; the watch on a busy machine may be later than all of them.
            await().atMost(Duration.ofSeconds(10)).until(() -> timesAway(server) == 2);
            postgres = postgres(port);
            worksAgain(server);

            assertThat(timesAway(server)).isEqualTo(2);
            assertThat(server.output())
                    .as("traces of what failed meanwhile")
                    .doesNotContain("\tat ")
                    .doesNotContain("SELECT");
        } finally {
            postgres.close();
        }
    }

    private static long timesAway(ServerProcess server) {
        return server.lines().stream()
                .filter(line -> line.contains("The database is away"))
                .count();
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(files.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    private void allDoorsAreClosed(ServerProcess server, int mllp) throws Exception {
        String form = new TokenRequest(Tokens.file(server.port(), LABORATORY), "system/*.rs").form();
        // The first may be the one that finds it out.
        closed(ask(server, "GET", "/fhir/ResearchStudy", ""));
        closed(ask(server, "POST", "/fhir", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}"));
        closed(ask(server, "GET", "/registry/NCT06813157/index.html", ""));
        closed(ask(server, "GET", "/intake/messages", ""));
        closed(ask(server, "GET", "/export/1", ""));
        closed(ask(server, "GET", "/admin/clients", ""));
        closed(ask(server, "POST", "/oauth2/token", form));
        HttpResponse<String> message = hl7(server);
        assertThat(message.statusCode()).isEqualTo(503);
        assertThat(message.headers().firstValue("Retry-After")).isPresent();
        assertThat(message.body()).contains("\rMSA|AR|AWAY-1|");
        assertThat(overMllp(mllp)).contains("\rMSA|AR|AWAY-1|");
        assertThat(ask(server, "GET", "/ig/index.html", "").statusCode()).isEqualTo(200);
    }

    private static void closed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After"))
                .as(answer.uri().toString())
                .isPresent();
        assertThat(answer.body()).contains("OperationOutcome", "transient").doesNotContain("SQL", "HAPI");
    }

    private void worksAgain(ServerProcess server) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(server, "GET", "/fhir/ResearchStudy", "").statusCode() == 200);
        assertThat(hl7(server).statusCode()).isNotEqualTo(503);
    }

    private HttpResponse<String> hl7(ServerProcess server) {
        return send(server, "POST", "/intake/hl7v2", "application/hl7-v2", MESSAGE);
    }

    private HttpResponse<String> ask(ServerProcess server, String method, String path, String body) {
        String type = path.startsWith("/oauth2") ? "application/x-www-form-urlencoded" : "application/fhir+json";
        return send(server, method, path, type, body);
    }

    /** An answer that takes longer than three seconds fails. */
    private HttpResponse<String> send(ServerProcess server, String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(path.equals("/fhir/ResearchStudy") ? 6 : 3))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        if (!path.startsWith("/oauth2") && !path.startsWith("/registry") && !path.startsWith("/ig")) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String overMllp(int port) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(MLLP.formatted(MESSAGE).getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int read = socket.getInputStream().read();
                    read >= 0 && read != 0x1C;
                    read = socket.getInputStream().read()) {
                answer.append((char) read);
            }
            return answer.toString();
        }
    }

    /** The server process of PostgreSQL and all that it has made. */
    private List<Long> processes(EmbeddedPostgres postgres) throws IOException {
        long first = Long.parseLong(Files.readAllLines(files.resolve("data").resolve("postmaster.pid"))
                .get(0)
                .trim());
        List<Long> all = new ArrayList<>(List.of(first));
        ProcessHandle.of(first).orElseThrow().descendants().forEach(child -> all.add(child.pid()));
        return all;
    }

    private static void signal(String signal, List<Long> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(process.toString()));
        assertThat(new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS))
                .isTrue();
    }
}
