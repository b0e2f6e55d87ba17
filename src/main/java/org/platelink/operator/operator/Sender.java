package org.platelink.operator.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.operator.DeliveryStatus.DeliveryFinding;

/**
 * HTTP client that delivers messages to a running server as one of its clients, and polls for their status in the
 * journal.
 */
final class Sender {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Tokens live five minutes; renewing after four leaves a margin. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Set<String> STORED = Set.of("applied");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Supplier<String> tokens;
    private final Duration patience;
    private @Nullable String token;
    private Instant renewal = Instant.MIN;

    /**
     * @param base the server's address without a trailing slash
     * @param tokens supplies a new token
     * @param patience how long to wait for the status of a message
     */
    Sender(String base, Supplier<String> tokens, Duration patience) {
        this.base = base;
        this.tokens = tokens;
        this.patience = patience;
    }

    /**
     * Sends a delivery and waits for its status. Retries on 503 while the time to wait lasts.
     *
     * @throws IllegalStateException with a sentence if no server responds, or it does not let this client deliver
     */
    DeliveryStatus send(Delivery delivery) {
        Instant until = Instant.now().plus(patience);
        HttpResponse<String> answer = post(delivery);
        while (answer.statusCode() == 503 && Instant.now().isBefore(until)) {
            pause(Duration.ofSeconds(1));
            answer = post(delivery);
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            List<DeliveryFinding> why = DeliveryAnswer.issues(answer.body());
            throw new IllegalStateException("Refused: "
                    + (why.isEmpty()
                            ? "the server answered " + answer.statusCode() + "."
                            : why.get(0).text()));
        }
        return status(delivery, answer, until);
    }

    private DeliveryStatus status(Delivery delivery, HttpResponse<String> answer, Instant until) {
        int status = answer.statusCode();
        String code = delivery.isFhir() ? "-" : DeliveryAnswer.code(answer.body());
        Optional<JsonNode> message = kept(answer).map(path -> decided(path, until));
        if (message.isPresent()) {
            return status(status, code, message.get());
        }
        List<DeliveryFinding> findings = delivery.isFhir() || code.equals("-")
                ? DeliveryAnswer.issues(answer.body())
                : DeliveryAnswer.errors(answer.body());
        if (status / 100 == 2) {
            boolean isStored = delivery.isFhir() && status != 202;
            return new DeliveryStatus(status, code, isStored ? "applied" : "received", isStored, findings);
        }
        return new DeliveryStatus(status, code, status / 100 == 5 ? "not-taken" : "rejected", false, findings);
    }

    private DeliveryStatus status(int status, String code, JsonNode message) {
        String fate = message.path("status").asText("unknown");
        boolean isGood = STORED.contains(fate);
        List<DeliveryFinding> findings = DeliveryAnswer.findings(message);
        if (fate.equals("duplicate")) {
            // An identical message was sent before; its status decides whether the results are stored.
            JsonNode first = get("/intake/messages/"
                            + message.path("duplicateOf").asText())
                    .orElse(message);
            String before = first.path("status").asText("unknown");
            isGood = STORED.contains(before) || before.equals("superseded");
            return new DeliveryStatus(
                    status,
                    code,
                    isGood ? fate : fate + " of one that is " + before,
                    isGood,
                    isGood ? List.of() : DeliveryAnswer.findings(first));
        }
        return new DeliveryStatus(status, code, fate, isGood, findings);
    }

    /** The path of the message in the journal. */
    private static Optional<String> kept(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .or(() -> answer.headers().firstValue("Content-Location"))
                .map(place -> place.replaceFirst("^https?://[^/]+", ""))
                .filter(place -> place.startsWith("/intake/messages/"));
    }

    private @Nullable JsonNode decided(String path, Instant until) {
        Duration pause = FIRST_PAUSE;
        Optional<JsonNode> message = get(path);
        while (message.isPresent()
                && message.get().path("status").asText().equals("received")
                && Instant.now().isBefore(until)) {
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            message = get(path);
        }
        return message.orElse(null);
    }

    private Optional<JsonNode> get(String path) {
        HttpResponse<String> answer =
                authorized(HttpRequest.newBuilder(URI.create(base + path)).GET());
        return answer.statusCode() == 200 ? Optional.of(DeliveryAnswer.json(answer.body())) : Optional.empty();
    }

    private HttpResponse<String> post(Delivery delivery) {
        return authorized(HttpRequest.newBuilder(URI.create(base + delivery.path()))
                .header("Content-Type", delivery.contentType())
                .POST(BodyPublishers.ofByteArray(delivery.content())));
    }

    private HttpResponse<String> authorized(HttpRequest.Builder request) {
        if (token == null || Instant.now().isAfter(renewal)) {
            token = tokens.get();
            renewal = Instant.now().plus(TOKEN_LIFE);
        }
        try {
            return http.send(
                    request.setHeader("Authorization", "Bearer " + token)
                            .timeout(LONGEST)
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException unreachable) {
            throw new IllegalStateException("No server answers at " + base + "; is it running?", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", interrupted);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", interrupted);
        }
    }
}
