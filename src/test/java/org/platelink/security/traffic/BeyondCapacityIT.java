package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sixty-four that ask for the largest pages there are, without a pause, of which the server can do a few at once. */
@ServerTest
@Tag("alone")
@Isolated("It takes all that the server can do.")
class BeyondCapacityIT {

    private static final int CLIENTS = 64;
    private static final Duration LONG = Duration.ofSeconds(8);

    /** The wait in the line is 3 s; the rest is for a machine that has more to do than this. */
    private static final Duration REFUSED_BY = Duration.ofSeconds(6);

    private static final Duration DELIVERED_BY = Duration.ofSeconds(10);

    private final int port;
    private final AtomicBoolean over = new AtomicBoolean();

    BeyondCapacityIT(@LocalServerPort int port) {
        this.port = port;
    }

    private record TimedAnswer(Answer answer, Duration took) {}

    private TimedAnswer ask(FhirClient client) {
        long began = System.nanoTime();
        Answer answer = client.get("/Observation?_count=500&_include=Observation:subject&_sort=-date");
        return new TimedAnswer(answer, Duration.ofNanos(System.nanoTime() - began));
    }

    @Test
    void areAnsweredOrSentAwayInTimeAndTheHospitalDelivers() throws InterruptedException {
        TwoSites sites = TwoSites.on(port);
        List<FhirClient> who = List.of(sites.as("analyst"), sites.as("coordinator"));
        who.forEach(this::ask);
        Queue<TimedAnswer> asked = new ConcurrentLinkedQueue<>();
        List<Duration> deliveries = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                FhirClient client = who.get(i % who.size());
                threads.execute(() -> {
                    while (!over.get()) {
                        asked.add(ask(client));
                    }
                });
            }
            long end = System.nanoTime() + LONG.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                deliveries.add(deliver(sites.as("ehr"), i));
            }
        } finally {
            over.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(asked).extracting(one -> one.answer.status()).isSubsetOf(200, 503);
        List<Duration> times = asked.stream().map(TimedAnswer::took).sorted().toList();
        assertThat(times.get(times.size() / 2)).as("the median of all").isLessThan(REFUSED_BY);
        assertThat(asked).filteredOn(one -> one.answer.status() == 503).allSatisfy(refused -> {
            assertThat(refused.took).isLessThan(REFUSED_BY);
            assertThat(refused.answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.answer.issues()).contains("more to do than it can");
        });
        assertThat(deliveries).allSatisfy(took -> assertThat(took).isLessThan(DELIVERED_BY));
    }

    /** As a laboratory does: what is sent away comes again. */
    private Duration deliver(FhirClient laboratory, int number) {
        long began = System.nanoTime();
        Observation result =
                Labs.platelets("acc-a", "capacity-" + port + "-" + number, "27", "10*9/L", "2026-03-02T08:15:00+08:00");
        Answer answer = laboratory.post("/Observation", result);
        while (answer.status() == 503) {
            answer = laboratory.post("/Observation", result);
        }
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
