package org.platelink.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.platelink.FhirClient.Answer;

/** What a server's journal says of the messages that were sent to it, as the site's coordinator sees it. */
final class OrderJournal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofHours(2);

    private final BenchedServer server;

    OrderJournal(BenchedServer server) {
        this.server = server;
    }

    void awaitNoneWaits() {
        Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("?status=received&_count=1").path("messages").isEmpty());
    }

    void awaitApplied(String id) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> get("/" + id).path("status").asText().equals("applied"));
    }

    /** How long messages waited for their turns; all must be applied. */
    Timings waitsOf(Collection<String> ids) {
        Set<String> open = new HashSet<>(ids);
        Timings waits = new Timings();
        JsonNode page = get("?_count=500");
        while (!open.isEmpty() && !page.path("messages").isEmpty()) {
            for (JsonNode message : page.path("messages")) {
                if (open.remove(message.path("id").asText())) {
                    waits.add(waitOf(message).toNanos());
                }
            }
            page = get("?_count=500&before=" + page.path("earliest").asText());
        }
        if (!open.isEmpty()) {
            throw new AssertionError(open.size() + " messages are not in the journal");
        }
        return waits;
    }

    private static Duration waitOf(JsonNode message) {
        if (!message.path("status").asText().equals("applied")) {
            throw new AssertionError("A message was not applied: " + message);
        }
        return Duration.between(
                Instant.parse(message.path("received").asText()),
                Instant.parse(message.path("decided").asText()));
    }

    private JsonNode get(String query) {
        Answer answer = server.client("coordinator-demo").get(server.url("/intake/messages" + query));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
