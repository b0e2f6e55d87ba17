package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.intake.Messages;

/**
 * An interface engine with several queues: each sends a message again, under its control id, until it is
 * acknowledged.
 */
final class Engine {

    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(6);

    private final Messages laboratory;
    private final List<Feed.FeedMessage> messages;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final Map<Feed.FeedMessage, String> acknowledged = new ConcurrentHashMap<>();
    private final List<Future<?>> queues = new ArrayList<>();
    private final ExecutorService threads;

    Engine(Messages laboratory, List<Feed.FeedMessage> messages, int queues) {
        this.laboratory = laboratory;
        this.messages = List.copyOf(messages);
        this.threads = Executors.newFixedThreadPool(queues);
        for (int queue = 0; queue < queues; queue++) {
            this.queues.add(threads.submit(this::send));
        }
        threads.shutdown();
    }

    private void send() {
        for (int i = next.getAndIncrement(); i < messages.size(); i = next.getAndIncrement()) {
            Feed.FeedMessage message = messages.get(i);
            Awaitility.await()
                    .atMost(LONGEST_OUTAGE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isAcknowledged(message));
        }
    }

    /** Without a server there is no token and no answer: an AssertionError or an exception of the client. */
    private boolean isAcknowledged(Feed.FeedMessage message) {
        tries.incrementAndGet();
        Answer answer;
        try {
            answer = laboratory.send(message.text());
        } catch (RuntimeException | AssertionError away) {
            return false;
        }
        if (answer.status() != 200) {
            return false;
        }
        assertThat(Messages.code(answer)).as(answer.body()).isEqualTo("AA");
        acknowledged.put(message, Messages.id(answer));
        return true;
    }

    void awaitAcknowledged(int number) {
        Awaitility.await()
                .atMost(LONGEST_OUTAGE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.size() >= number);
    }

    /** The answers' ids of all messages, when the last one is acknowledged. */
    Map<Feed.FeedMessage, String> awaitAll() throws Exception {
        for (Future<?> queue : queues) {
            queue.get(LONGEST_OUTAGE.toSeconds(), TimeUnit.SECONDS);
        }
        return Map.copyOf(acknowledged);
    }

    /** How many messages were sent again. */
    int again() {
        return tries.get() - messages.size();
    }

    /** The message that an acknowledged one is in the journal: itself, or the first of which it is a duplicate. */
    static String first(JsonNode message) {
        JsonNode first = message.path("duplicateOf");
        return first.isMissingNode() ? message.path("id").asText() : first.asText();
    }
}
