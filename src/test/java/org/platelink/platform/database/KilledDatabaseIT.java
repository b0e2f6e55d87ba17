package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;

/**
 * The server's own PostgreSQL ends under it: it is started again, and where it cannot be, the server still ends when
 * it is told to.
 */
@OwnServers
class KilledDatabaseIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    /** What a service manager waits before it kills. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void theServerGoesOnAndCanBeStopped() throws Exception {
        ServerProcess server = ServerProcess.startUntilReady(Map.of("PLATELINK_HOME", home.toString()));
        try {
            FhirClient client = server.client();
            assertThat(client.put("/Patient/before", patient("before")).status())
                    .isEqualTo(201);

            killPostmaster();

            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> client.get("/Patient/before").status() == 200);
            assertThat(client.put("/Patient/after", patient("after")).status()).isEqualTo(201);
            assertThat(server.output()).contains("PostgreSQL is up again");

            // As on a disk that is gone: it cannot come back.
            Files.move(home.resolve("postgres/global/pg_control"), home.resolve("pg_control"));
            killPostmaster();
            await().atMost(SOON).until(() -> server.output().contains("PostgreSQL does not come up"));
        } finally {
            long began = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_STOP);
        }
        assertThat(server.output()).doesNotContain("\tat ");
    }

    private void killPostmaster() throws IOException {
        String pid = Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    private static String patient(String id) {
        return """
                {"resourceType":"Patient","id":"%s","gender":"unknown",
                 "managingOrganization":{"reference":"Organization/site-unknown"},
                 "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
                 "identifier":[{"system":"https://platelink.org/synthetic","value":"%s"}]}
                """
                .formatted(id, id);
    }
}
