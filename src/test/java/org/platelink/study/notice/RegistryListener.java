package org.platelink.study.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/** A registry that is told of changes, over HTTP, by two servers of which one is killed in between. */
public final class RegistryListener implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** How long nothing more must come. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** A server's turn, which has to pass before another takes it, and time to tell. */
    private static final Duration OVER = Duration.ofSeconds(90);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpServer registry = started();
    private volatile int answer = 200;

    /** What is refused, and how it is told, is asked of one; the other goes on when that one is killed. */
    public void begin(int port, int other) {
        String here = receiver();
        FhirClient client = FhirClient.of(port, "registry-demo");
        assertThat(refusal(client, here.replace("http://", "http://127.0.0.1.evil.example@"), "ResearchStudy"))
                .contains("not of a receiver");
        assertThat(refusal(client, "https://example.org/x", "ResearchStudy")).contains("not of a receiver");
        assertThat(refusal(client, here, "Patient?gender=female")).contains("study metadata");
        assertThat(refusal(client, here, "ResearchStudy?_has:ResearchSubject:study:status=screening"))
                .contains("only ask about the resource itself");
        assertThat(refusal(client, here, "ResearchStudy?nonsense=1")).contains("cannot be asked");

        Answer kept =
                client.post("/Subscription", subscription(here + "/notices", "ResearchStudy?identifier=NCT06813157"));
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        assertThat(kept.as(Subscription.class).getStatus()).isEqualTo(SubscriptionStatus.ACTIVE);
        Subscription silent = subscription(here + "/bell/", "PlanDefinition");
        silent.getChannel().setPayload(null);
        assertThat(client.post("/Subscription", silent).status()).isEqualTo(201);

        change(other, "One");
        await().atMost(SOON).until(() -> !told.isEmpty());
        // Once, though two servers look.
        await().during(QUIET).atMost(SOON).until(() -> told.size() == 1);
        assertThat(told.get(0))
                .startsWith("PUT /notices/ResearchStudy/NCT06813157 ")
                .contains("\"title\":\"One\"");

        answer = 503;
        change(port, "Two");
        await().atMost(SOON).until(() -> refused.get() > 0);
    }

    /** The outage is over. */
    public void recover() {
        answer = 200;
    }

    /** The server that began it is gone. */
    public void goOn(int port) {
        await().atMost(OVER).until(() -> told.size() > 1);
        assertThat(told.get(1)).contains("\"title\":\"Two\"");
        // Once, and nothing of what did not change.
        await().during(QUIET).atMost(SOON).until(() -> told.size() == 2);

        answer = 500;
        change(port, "Three");
        FhirClient client = FhirClient.of(port, "registry-demo");
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
    }

    /** The settings of a server that tells this registry. */
    public Map<String, String> settings() {
        return Map.of(
                "PLATELINK_NOTICE_RECEIVERS", receiver(),
                "PLATELINK_NOTICE_LOOK", "500ms",
                "PLATELINK_NOTICE_FIRSTWAIT", "200ms",
                "PLATELINK_NOTICE_ATTEMPTS", "6");
    }

    private String receiver() {
        return "http://localhost:" + registry.getAddress().getPort();
    }

    @Override
    public void close() {
        registry.stop(0);
    }

    private static void change(int port, String title) {
        FhirClient operator = FhirClient.of(port, "operator");
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
        int now = answer;
        if (now == 200) {
            told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        } else {
            refused.incrementAndGet();
        }
        exchange.sendResponseHeaders(now, -1);
        exchange.close();
    }
}
