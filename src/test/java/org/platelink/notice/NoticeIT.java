package org.platelink.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerProcess;

/** A registry that is told of changes, over HTTP, by a server process that is killed in between. */
class NoticeIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpServer registry = started();
    private volatile int answer = 200;

    @TempDir
    private Path home;

    @AfterEach
    void stopTheRegistry() {
        registry.stop(0);
    }

    @Test
    void aRegistryIsToldOfEachChangeAlsoOverAKillAndAnOutage() throws Exception {
        String here = "http://localhost:" + registry.getAddress().getPort();
        Map<String, String> settings = Map.of(
                "PLATELINK_HOME", home.toString(),
                "PLATELINK_NOTICE_RECEIVERS", here,
                "PLATELINK_NOTICE_LOOK", "500ms",
                "PLATELINK_NOTICE_FIRSTWAIT", "200ms",
                "PLATELINK_NOTICE_ATTEMPTS", "4");
        try (ServerProcess server = ServerProcess.startUntilReady(settings)) {
            FhirClient client = FhirClient.of(server.port(), "registry-demo");
            assertThat(refusal(client, here.replace("http://", "http://127.0.0.1.evil.example@"), "ResearchStudy"))
                    .contains("not of a receiver");
            assertThat(refusal(client, "https://example.org/x", "ResearchStudy"))
                    .contains("not of a receiver");
            assertThat(refusal(client, here, "Patient?gender=female")).contains("study metadata");
            assertThat(refusal(client, here, "ResearchStudy?_has:ResearchSubject:study:status=screening"))
                    .contains("only ask about the resource itself");
            assertThat(refusal(client, here, "ResearchStudy?nonsense=1")).contains("cannot be asked");

            Answer kept = client.post(
                    "/Subscription", subscription(here + "/notices", "ResearchStudy?identifier=NCT06813157"));
            assertThat(kept.status()).as(kept.body()).isEqualTo(201);
            Subscription subscription = kept.as(Subscription.class);
            assertThat(subscription.getStatus()).isEqualTo(SubscriptionStatus.ACTIVE);
            Subscription silent = subscription(here + "/bell/", "PlanDefinition");
            silent.getChannel().setPayload(null);
            assertThat(client.post("/Subscription", silent).status()).isEqualTo(201);

            change(server, "One");
            await().atMost(SOON).until(() -> told.size() == 1);
            assertThat(told.get(0))
                    .startsWith("PUT /notices/ResearchStudy/NCT06813157 ")
                    .contains("\"title\":\"One\"");

            answer = 503;
            change(server, "Two");
            await().atMost(SOON).until(() -> told.size() >= 2);
            server.kill();
        }
        told.clear();
        answer = 200;
        try (ServerProcess server = ServerProcess.startUntilReady(settings)) {
            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).contains("\"title\":\"Two\"");
            Thread.sleep(2_000);
            assertThat(told).as("once, and nothing of what did not change").hasSize(1);

            answer = 500;
            change(server, "Three");
            FhirClient client = FhirClient.of(server.port(), "registry-demo");
            await().atMost(SOON)
                    .until(() -> client.get("/Subscription?status=error")
                                    .bundle()
                                    .getEntry()
                                    .size()
                            == 1);
            Subscription given = (Subscription) client.get("/Subscription?status=error")
                    .bundle()
                    .getEntryFirstRep()
                    .getResource();
            assertThat(given.getError()).contains("answered 500", "requested");
            assertThat(told).hasSize(5);
        }
    }

    private static void change(ServerProcess server, String title) {
        FhirClient operator = FhirClient.of(server.port(), "operator");
        ResearchStudy study = operator.get("/ResearchStudy/NCT06813157").as(ResearchStudy.class);
        study.setTitle(title);
        assertThat(operator.put("/ResearchStudy/NCT06813157", study).status()).isEqualTo(200);
    }

    private static String refusal(FhirClient client, String endpoint, String criteria) {
        Answer answer = client.post("/Subscription", subscription(endpoint, criteria));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.issues();
    }

    private static Subscription subscription(String endpoint, String criteria) {
        Subscription subscription = new Subscription()
                .setStatus(SubscriptionStatus.REQUESTED)
                .setReason("To keep a copy current.")
                .setCriteria(criteria);
        subscription
                .getChannel()
                .setType(SubscriptionChannelType.RESTHOOK)
                .setEndpoint(endpoint)
                .setPayload("application/fhir+json");
        return subscription;
    }

    private HttpServer started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/", this::take);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }
}
