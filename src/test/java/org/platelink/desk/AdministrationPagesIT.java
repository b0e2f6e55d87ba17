package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator sees of the server, and that nobody else does. */
@ServerTest
class AdministrationPagesIT {

    private static final String[] PAGES = {"", "/audit", "/users", "/clients", "/settings", "/sbom"};

    @LocalServerPort
    private int port;

    private String page(String path) {
        HttpResponse<String> answer = DeskClient.as(port, "admin").get("/desk/administration" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theServerIsShownWithItsParts() {
        assertThat(page("")).contains("Health", "database", "Works", "audit verify", "4.0.1");
    }

    @Test
    void clientsAndPeopleAreShownWithoutKeys() {
        assertThat(page("/clients"))
                .contains("ehr-demo", "coordinator-demo", "/desk/administration/audit?agent=ehr-demo")
                .doesNotContain("\"kty\"");
        assertThat(page("/users")).contains("People");
    }

    @Test
    void settingsAreShownWithoutSecrets() {
        String page = page("/settings");
        assertThat(page).contains("platelink.url", "http://localhost", "platelink.intake.waiting", "default");
        assertThat(page.replaceAll("(?s)<tr><th scope=\"row\"><code>([^<]*)</code></th><td>(.*?)</td>", "\n$1 $2\n")
                        .lines()
                        .filter(line -> line.matches("platelink\\.\\S*(?:password|secret|token|key)\\S* .*")))
                .allMatch(line -> line.contains("tag dim") || line.contains("tag warn"));
    }

    @Test
    void theTrailTellsWhoSawASubject() {
        String subject = "desk-audited";
        FhirClient coordinator = FhirClient.of(port, "coordinator-demo");
        coordinator.put("/Patient/" + subject, Labs.participant(subject));
        coordinator.get("/Patient/" + subject);

        String page = page("/audit?about=Patient/" + subject);
        assertThat(page).contains("coordinator-demo", "<td>read", "<td>updated", "Patient/" + subject, "Success");
        assertThat(page("/audit?about=Patient/" + subject + "&action=R"))
                .contains("<td>read")
                .doesNotContain("<td>updated");
        assertThat(page("/audit?type=110114&agent=user:demo-admin"))
                .contains("signed in")
                .doesNotContain("Patient/" + subject);
        assertThat(page("/audit?about=Patient/" + subject + "&from=2999-01-01")).contains("No event is like that");
    }

    @Test
    void theWholeTrailIsVerifiedWhenAnAdminAsks() {
        DeskClient admin = DeskClient.as(port, "admin");
        assertThat(admin.post("/desk/administration/verification", Map.of()).statusCode())
                .isEqualTo(303);

        String page = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> admin.get("/desk/administration").body(), shown -> !shown.contains("Being verified"));
        assertThat(page).contains("Whole", "As it was written: ");
        assertThat(DeskClient.as(port, "coordinator")
                        .post("/desk/administration/verification", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theTrailIsPaged() {
        assertThat(page("/audit")).contains("before=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "laboratory", "analyst", "registry"})
    void othersAreRefused(String role) {
        DeskClient desk = DeskClient.as(port, role);
        for (String path : PAGES) {
            HttpResponse<String> answer = desk.get("/desk/administration" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("This is not yours to see");
        }
    }

    @Test
    void nobodySeesItWithoutSigningIn() {
        for (String path : PAGES) {
            assertThat(DeskClient.at(port).get("/desk/administration" + path).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void itIsThereInChinese() {
        DeskClient desk = DeskClient.in(port, "zh-CN").tryAs("admin");
        assertThat(desk.get("/desk/administration/audit").body()).contains("稽查轨迹", "执行者");
        assertThat(desk.get("/desk/administration").body()).contains("运行状况", "正常");
    }
}
