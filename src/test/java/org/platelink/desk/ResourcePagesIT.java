package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.unique;

import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Resources as people read them, at the desk's addresses and at FHIR's own. */
@ServerTest
class ResourcePagesIT {

    @LocalServerPort
    private int port;

    private String patient;

    @BeforeEach
    void aParticipantInTwoVersions() {
        FhirClient coordinator = FhirClient.of(port, "coordinator-demo");
        patient = unique("desk-resource-");
        Patient first = Labs.participant(patient);
        Answer made = coordinator.put("/Patient/" + patient, first);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Answer changed = coordinator.put("/Patient/" + patient, first.setActive(true));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private DeskClient as(String role) {
        return DeskClient.as(port, role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "analyst"})
    void aResourceIsShownWithItsElementsAndVersions(String role) {
        String page = as(role).get("/desk/resources/Patient/" + patient).body();
        assertThat(page)
                .contains("<h1", "Patient/" + patient, "managingOrganization", "the newest", "JSON")
                .contains("href=\"/desk/resources/Organization/site-unknown\"")
                .contains("version=2&amp;compare=1");
    }

    @Test
    void twoVersionsAreCompared() {
        String page = as("coordinator")
                .get("/desk/resources/Patient/" + patient + "?version=2&compare=1")
                .body();
        assertThat(page).contains("From version 1 to 2", "<ins>+     \"versionId\"", "<del>-     \"versionId\"");
        assertThat(as("coordinator")
                        .get("/desk/resources/Patient/" + patient + "?version=1")
                        .body())
                .contains("not the newest");
    }

    @Test
    void theAddressesOfFhirShowABrowserThePage() {
        DeskClient desk = as("coordinator");
        for (String path : new String[] {
            "/fhir/Patient/" + patient, "/fhir/Patient?_id=" + patient, "/fhir/Patient/" + patient + "/_history/1"
        }) {
            HttpResponse<String> answer = desk.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'")
                    .doesNotContain("sandbox");
            assertThat(answer.body()).contains("Patient/" + patient);
        }
    }

    @Test
    void programsAndWhoIsNotSignedInAreAnsweredAsEver() {
        HttpResponse<String> nobody = DeskClient.at(port).get("/fhir/Patient/" + patient);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Content-Type").orElse("")).contains("json");
        HttpResponse<String> study = DeskClient.at(port).get("/fhir/ResearchStudy?_count=1");
        assertThat(study.statusCode()).isEqualTo(200);
        assertThat(study.headers().firstValue("Content-Type").orElse("")).contains("json");
        assertThat(as("coordinator")
                        .get("/fhir/metadata")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .contains("json");
        assertThat(as("coordinator")
                        .get("/fhir/ResearchStudy?_format=json")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .contains("json");
    }

    @Test
    void aSearchIsShownPageByPage() {
        DeskClient desk = as("analyst");
        String page =
                desk.get("/desk/resources/Organization?_count=1&_sort=_id").body();
        assertThat(page).contains("href=\"/desk/resources/Organization/", "/fhir/Organization?_count=1");
        assertThat(desk.get("/desk/resources/Patient?_id=none-of-this-id").body())
                .contains("Nothing is found");
        assertThat(desk.get("/desk/resources/Patient?no-such-parameter=1").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "admin", "laboratory"})
    void whoMayNotReadItIsRefused(String role) {
        assertThat(as(role).get("/desk/resources/Patient/" + patient).statusCode())
                .isIn(403, 404);
        HttpResponse<String> answer = as(role).get("/fhir/Patient/" + patient);
        assertThat(answer.statusCode()).isIn(403, 404);
        assertThat(answer.body()).doesNotContain("managingOrganization");
    }

    @Test
    void itIsThereInChinese() {
        assertThat(DeskClient.in(port, "zh-CN")
                        .tryAs("coordinator")
                        .get("/desk/resources/Patient/" + patient)
                        .body())
                .contains("元素", "版本 2(最新)");
    }
}
