package org.platelink.laboratory.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.journal.Journal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the server says of its health, and to whom. */
@ServerTest
class IntakeHealthIT {

    private final String health;
    private final FhirClient anyone;
    private final FhirClient admin;
    private final FhirClient analyst;
    private final Journal journal;

    IntakeHealthIT(@LocalServerPort int port, @Autowired Journal journal) {
        this.health = "http://127.0.0.1:" + port + "/actuator/health";
        this.anyone = FhirClient.withoutToken(port);
        this.admin = FhirClient.of(port, "operator");
        this.analyst = FhirClient.of(port, "analyst-demo");
        this.journal = journal;
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
        Backlog full = new Backlog(journal, 0);

        assertThat(new IntakeHealth(full, journal, Clock.systemUTC()).health().getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(admin.get(health + "/intake").body()).contains("\"intake\"", "\"waiting\"");
        assertThat(admin.get(health).body()).doesNotContain("\"intake\"");
    }
}
