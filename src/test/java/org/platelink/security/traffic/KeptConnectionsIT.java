package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A connection is there for the next request unless an answer has said that it is closed. A client that is not told
 * sends its next request into nothing, and may not send it again where it is no read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, how a connection is closed</a>
 */
@ServerTest
class KeptConnectionsIT {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> PATHS = List.of(
            "/fhir",
            "/fhir/Patient/none",
            "/fhir/ResearchStudy",
            "/fhir/Patient/_search",
            "/registry/studies",
            "/intake/hl7v2",
            "/admin/clients",
            "/oauth2/token",
            "/oauth2/jwks",
            "/actuator/health/liveness",
            "/none",
            "/fhir//Patient");

    private static final String JSON = "{\"resourceType\":\"Basic\"}";
    private static final String FORM = "_count=1&_id=none";

    /** What there is of a request behind its first lines: headers and body. */
    private static final Map<String, String> BODIES = new TreeMap<>(Map.of(
            "none", "\r\n",
            "JSON", body("application/fhir+json", "", JSON),
            "a form", body("application/x-www-form-urlencoded", "", FORM),
            "what is no gzip", body("application/fhir+json", "Content-Encoding: gzip\r\n", JSON),
            "an unknown encoding", body("application/fhir+json", "Content-Encoding: br\r\n", JSON),
            "expected", body("application/fhir+json", "Expect: 100-continue\r\n", JSON),
            "chunked",
                    "Content-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(JSON)
                            + "0\r\n\r\n"));

    private static final Map<String, String> LARGE = Map.of(
            "300 kB", body("application/fhir+json", "", JSON + " ".repeat(300_000)),
            "900 kB", body("application/fhir+json", "", JSON + " ".repeat(900_000)));

    private static final long SOON = 20;
    private static final long LATE = 800;

    private final int port;
    private final Map<String, Optional<String>> tokens;
    private final List<String> closed = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    KeptConnectionsIT(@LocalServerPort int port) {
        this.port = port;
        this.tokens = Map.of(
                "anybody", Optional.empty(),
                "who has no good token", Optional.of("expired"),
                "a coordinator", Optional.of(Tokens.of(port, Tokens.file(port, "coordinator-demo"))),
                "an analyst", Optional.of(Tokens.of(port, Tokens.file(port, "analyst-demo"))));
    }

    private static String body(String type, String headers, String text) {
        return headers + "Content-Type: " + type + "\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private String head(String method, String path, String who) {
        String token = tokens.get(who)
                .map(one -> "Authorization: Bearer " + one + "\r\n")
                .orElse("");
        return method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + token;
    }

    @ParameterizedTest
    @EnumSource
    void afterEachAnswerTheNextRequestIsAnswered(Next next) {
        PATHS.parallelStream().forEach(path -> {
            for (String who : tokens.keySet()) {
                for (String method : METHODS) {
                    BODIES.forEach((body, rest) -> follow(method, path, who, body, rest, 0, next));
                }
                LARGE.forEach((body, rest) -> follow("PUT", path, who, body, rest, 0, next));
            }
        });

        assertThat(closed).isEmpty();
        assertThat(statuses.keySet())
                .contains(200, 400, 401, 403, 404, 405, 415)
                .doesNotContain(500);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatComesSoonAfterItsHeadIsReadToItsEnd(Next next) {
        for (String who : List.of("anybody", "who has no good token", "a coordinator")) {
            for (String path : List.of("/fhir/Patient/none", "/fhir/Observation", "/admin/clients", "/none")) {
                for (String method : List.of("PUT", "DELETE", "GET")) {
                    for (String body : List.of("JSON", "chunked", "what is no gzip")) {
                        follow(method, path, who, body, BODIES.get(body), SOON, next);
                    }
                }
            }
        }

        assertThat(closed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofABodyThatComesLateTheAnswerSaysThatTheConnectionIsClosed(Next next) {
        PATHS.parallelStream().forEach(path -> {
            follow("GET", path, "anybody", "JSON", BODIES.get("JSON"), LATE, next);
            follow("PUT", path, "anybody", "JSON", BODIES.get("JSON"), LATE, next);
            follow("PUT", path, "anybody", "chunked", BODIES.get("chunked"), LATE, next);
        });

        assertThat(closed).isEmpty();
    }

    /** When the next request is sent. */
    enum Next {
        AFTER_THE_ANSWER,
        WITH_THE_BODY
    }

    private void follow(String method, String path, String who, String body, String rest, long wait, Next next) {
        String what = method + " " + path + " of " + who + " with " + body + " after " + wait + " ms";
        String nextOne = head("GET", "/actuator/health/liveness", "anybody") + "\r\n";
        try (KeptConnection connection = new KeptConnection(port)) {
            String all = next == Next.WITH_THE_BODY ? rest + nextOne : rest;
            send(connection, head(method, path, who), all, wait);
            KeptConnection.Answer answer = connection.answer(method);
            note(answer.status());
            if (!answer.isLast()) {
                what += " (" + answer.status() + ")";
                if (next == Next.AFTER_THE_ANSWER) {
                    connection.send(nextOne);
                }
                assertThat(connection.answer("GET").status()).as(what).isEqualTo(200);
            }
        } catch (IOException | RuntimeException | AssertionError failure) {
            note(what + ": " + failure);
        }
    }

    private static void send(KeptConnection connection, String head, String rest, long wait) throws IOException {
        if (wait == 0) {
            connection.send(head + rest);
            return;
        }
        int begin = rest.indexOf("\r\n\r\n") + 4;
        connection.send(head + rest.substring(0, begin));
        pause(wait);
        try {
            connection.send(rest.substring(begin));
        } catch (IOException cut) {
            // The answer has come before, and says so.
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(String failure) {
        closed.add(failure);
    }

    private synchronized void note(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    @Test
    void whatJavasClientSendsAfterARefusalIsAnswered() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create("http://127.0.0.1:" + port + "/fhir/Patient/none");
        for (long wait : new long[] {0, 20, 90, 110, 300}) {
            HttpRequest refused = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/fhir+json")
                    .PUT(BodyPublishers.ofInputStream(() -> new LateBody(wait)))
                    .build();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(refused, BodyHandlers.ofString()).statusCode())
                        .as("after %d ms", wait)
                        .isEqualTo(401);
                HttpRequest next = HttpRequest.newBuilder(address).DELETE().build();
                assertThat(client.send(next, BodyHandlers.ofString()).statusCode())
                        .as("after %d ms", wait)
                        .isEqualTo(405);
            }
        }
    }

    private static final class LateBody extends InputStream {

        private final InputStream bytes = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
        private final long wait;

        private LateBody(long wait) {
            this.wait = wait;
        }

        @Override
        public int read() throws IOException {
            pause(wait);
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            pause(wait);
            return bytes.read(into, offset, length);
        }
    }
}
