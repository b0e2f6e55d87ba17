package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Work that is asked for in a few lines and would keep the server for hours. */
@ServerTest
@Tag("alone")
@Isolated("It takes the places of views that run at the same time.")
class HeavyWorkAttackIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Some 50 ms a patient, of which there are thousands, and no row at the end. */
    private static final String NO_ROWS =
            "name.select(%resource.name.select(%resource.name.select(given.count()))).count() < 0";

    private final int port;
    private final TwoSites sites;
    private final List<Socket> sockets = new ArrayList<>();

    HeavyWorkAttackIT(@LocalServerPort int port) {
        this.port = port;
        this.sites = TwoSites.on(port);
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(SOON).until(() -> runs().isEmpty());
    }

    private static String view(String where, int patients) {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[" + "{\"given\":[\"a\"]},".repeat(39)
                + "{\"given\":[\"b\"]}]}";
        StringBuilder body = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":["
                + "{\"name\":\"subjectResource\",\"resource\":{\"resourceType\":\"ViewDefinition\",\"resource\":\"Patient\","
                + "\"where\":[{\"path\":\"" + where
                + "\"}],\"select\":[{\"column\":[{\"name\":\"a\",\"path\":\"id\"}]}]}},"
                + "{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Bundle\",\"entry\":[");
        for (int i = 0; i < patients; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"resource\":")
                    .append(patient)
                    .append('}');
        }
        return body.append("]}}]}").toString();
    }

    private List<JsonNode> runs() throws IOException {
        List<JsonNode> runs = new ArrayList<>();
        JSON.readTree(sites.as("operator")
                        .get("http://127.0.0.1:" + port + "/admin/runs")
                        .body())
                .forEach(runs::add);
        return runs;
    }

    /** Asks for a view that takes minutes, and does not wait for it. */
    private Socket ask() throws IOException {
        int before = runs().size();
        byte[] body = view(NO_ROWS, 5_000).getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket("127.0.0.1", port);
        sockets.add(socket);
        String head = "POST /fhir/$sql-run HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Tokens.of(port, Tokens.file(port, "analyst-demo")) + "\r\nContent-Type: application/fhir+json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        await().atMost(SOON).until(() -> runs().size() > before);
        return socket;
    }

    @Test
    void aRunWhoseClientHasLeftEndsWithinASecond() throws IOException {
        Socket socket = ask();
        assertThat(runs()).hasSize(1);

        long left = System.nanoTime();
        socket.close();
        await().pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> runs().isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void oneClientHoldsHalfAndAnAdminSeesAndEndsWhatRuns() throws IOException {
        Socket first = ask();
        ask();

        Answer third = sites.as("analyst").post("/$sql-run", view("false", 1));
        assertThat(third.status()).as(third.body()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(sites.as("coordinator").post("/$sql-run", view("false", 1)).status())
                .isEqualTo(200);

        JsonNode run = runs().get(0);
        assertThat(run.path("client").asText()).isEqualTo("analyst-demo");
        assertThat(run.path("what").asText()).isEqualTo("$sql-run");
        String path =
                "http://127.0.0.1:" + port + "/admin/runs/" + run.path("id").asText();
        assertThat(sites.as("analyst").delete(path).status()).isEqualTo(403);
        assertThat(sites.as("operator").delete(path).status()).isEqualTo(200);
        await().atMost(SOON).until(() -> runs().size() == 1);
        assertThat(sites.as("operator").delete(path).status()).isEqualTo(404);
        first.setSoTimeout(30_000);
        byte[] answer = new byte[4096];
        int read = first.getInputStream().read(answer);
        assertThat(new String(answer, 0, read, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 503");
    }

    @Test
    void anExpressionThatMultipliesIsRefusedByItsPlace() {
        for (String where : List.of(
                "('ab').repeat($this & $this).exists()",
                "(2).repeat($this * $this).exists()",
                "name.select(%resource.name.select(%resource.name.select(%resource.name.select(given)))).exists()",
                "name" + ".select($this.combine($this))".repeat(40) + ".exists()")) {
            Answer answer = sites.as("analyst").post("/$sql-run", view(where, 1));
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.issues()).contains("ViewDefinition.where[0].path");
        }
    }

    @Test
    void aConnectionIsToldApartFromOneThatIsOpenAndUsedAgain() {
        // The client keeps its connection: what was read ahead of its next request must be there when its turn comes.
        FhirClient analyst = sites.as("analyst");
        for (int i = 0; i < 5; i++) {
            Answer answer = analyst.post("/$sql-run", view(NO_ROWS, 20));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }
}
