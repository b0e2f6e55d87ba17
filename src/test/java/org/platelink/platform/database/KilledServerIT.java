package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;

@OwnServers
class KilledServerIT {

    private static final int CLIENTS = 4;

    @Test
    void everyAcknowledgedWriteOutlivesKillMinusNine(@TempDir Path home) throws Exception {
        Map<String, String> environment = Map.of("PLATELINK_HOME", home.toString());
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        ServerProcess first = ServerProcess.startUntilReady(environment);
        for (int client = 0; client < CLIENTS; client++) {
            clients.submit(() -> write(first.client(), next, acknowledged));
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= 100);

        first.kill();
        clients.shutdown();
        clients.awaitTermination(1, TimeUnit.MINUTES);

        try (ServerProcess second = ServerProcess.startUntilReady(environment)) {
            FhirClient reader = second.client();
            for (String id : acknowledged) {
                assertThat(reader.get("/Patient/" + id).status()).isEqualTo(200);
            }
            int found = reader.get("/Patient?_summary=count").bundle().getTotal();
            assertThat(found)
                    .as("at most one write a client was under way and may be there unacknowledged")
                    .isBetween(acknowledged.size(), acknowledged.size() + CLIENTS);
        }
    }

    private static void write(FhirClient client, AtomicInteger next, Set<String> acknowledged) {
        while (true) {
            String id = "killed-" + next.incrementAndGet();
            int status = client.put(
                            "/Patient/" + id,
                            """
                            {"resourceType":"Patient","id":"%s","gender":"unknown",
                             "managingOrganization":{"reference":"Organization/site-unknown"},
                             "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
                             "identifier":[{"system":"https://platelink.org/synthetic","value":"%s"}]}
                            """
                                    .formatted(id, id))
                    .status();
            if (status == 201) {
                acknowledged.add(id);
            }
        }
    }
}
