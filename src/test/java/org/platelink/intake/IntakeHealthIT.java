package org.platelink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the server says of its health, and to whom. */
@ServerTest
class IntakeHealthIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final String health;
    private final FhirClient anyone;
    private final FhirClient admin;
    private final FhirClient analyst;
    private final Backlog backlog;

    IntakeHealthIT(@LocalServerPort int port, @Autowired Backlog backlog) {
        this.health = "http://127.0.0.1:" + port + "/actuator/health";
        this.anyone = FhirClient.withoutToken(port);
        this.admin = FhirClient.of(port, "operator");
        this.analyst = FhirClient.of(port, "analyst-demo");
        this.backlog = backlog;
    }

    @Test
    void livenessAndReadinessAreApartAndDetailsAreForAnAdmin() {
        assertThat(anyone.get(health + "/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(anyone.get(health + "/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(anyone.get(health + "/intake").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(analyst.get(health).body()).doesNotContain("components", "free");
        assertThat(anyone.get(health).body()).doesNotContain("components", "free");
        assertThat(anyone.get(health + "/readiness/dataFolder").body()).doesNotContain("free");
        assertThat(admin.get(health).body()).contains("\"database\"", "\"dataFolder\"", "\"free\"");
        assertThat(admin.get(health + "/readiness").body())
                .contains("\"database\"", "\"dataFolder\"", "\"readinessState\"")
                .doesNotContain("\"intake\"");
    }

    @Test
    void aFullQueueMakesTheIntakeUnreadyAndNotTheServer() {
        try {
            await().atMost(SOON).untilAsserted(() -> {
                // Whoever has nothing to do counts again.
                while (backlog.hasRoom()) {
                    backlog.added();
                }
                Answer intake = anyone.get(health + "/intake");
                assertThat(intake.status()).isEqualTo(503);
                assertThat(intake.body()).contains("OUT_OF_SERVICE");
            });

            assertThat(anyone.get(health).status()).isEqualTo(200);
            assertThat(anyone.get(health + "/readiness").status()).isEqualTo(200);
            assertThat(anyone.get(health + "/liveness").status()).isEqualTo(200);
        } finally {
            backlog.correct();
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(anyone.get(health + "/intake").status()).isEqualTo(200));
    }
}
