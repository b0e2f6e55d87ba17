package org.platelink.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class ExportIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ASYNC = {"Prefer", "respond-async"};

    private final TwoSites sites;
    private final FhirClient analyst;

    ExportIT(@LocalServerPort int port) {
        sites = TwoSites.on(port);
        analyst = sites.as("analyst");
    }

    @Test
    void patientsAreExportedATypeAFileWithinSeconds() throws IOException {
        Answer done = ended(kickedOff("/Patient/$export"));
        assertThat(done.status()).isEqualTo(200);
        JsonNode manifest = JSON.readTree(done.body());
        assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.path("request").asText()).endsWith("/Patient/$export");
        List<String> types = new ArrayList<>();
        manifest.path("output").forEach(file -> types.add(file.path("type").asText()));
        assertThat(types)
                .contains("Patient", "Observation", "ResearchSubject")
                .doesNotContain("ResearchStudy", "AuditEvent");
        for (JsonNode file : manifest.path("output")) {
            Answer lines = analyst.get(file.path("url").asText());
            assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/fhir+ndjson");
            assertThat(lines.body().lines()).hasSize(file.path("count").asInt());
            JsonNode first = JSON.readTree(lines.body().lines().findFirst().orElseThrow());
            assertThat(first.path("resourceType").asText())
                    .isEqualTo(file.path("type").asText());
            String read = analyst.get("/" + first.path("resourceType").asText() + "/"
                            + first.path("id").asText())
                    .body();
            assertThat(first).as("as a read answers it").isEqualTo(JSON.readTree(read));
        }
    }

    @Test
    void typesFiltersElementsAndGroupsMakeItLess() throws IOException {
        JsonNode manifest =
                JSON.readTree(ended(kickedOff("/Group/NCT06813157-subjects/$export?_type=Observation,Patient"
                                + "&_typeFilter=Observation%3Fcode%3D777-3%26subject%3DPatient%2Facc-a"
                                + "&_elements=Observation.value"))
                        .body());
        assertThat(manifest.path("output")).hasSize(2);
        String url = manifest.path("output").get(0).path("url").asText();
        JsonNode count = null;
        // Other tests have results of the same participant.
        for (String line : analyst.get(url).body().lines().toList()) {
            JsonNode one = JSON.readTree(line);
            count = one.path("valueQuantity").path("value").asInt() == 27 ? one : count;
        }
        assertThat(count).isNotNull();
        assertThat(count.path("code").path("coding").get(0).path("code").asText())
                .isEqualTo("777-3");
        assertThat(count.has("subject")).isFalse();
        assertThat(count.path("meta").path("tag").toString()).contains("SUBSETTED");
        JsonNode later = JSON.readTree(ended(kickedOff("/$export?_type=Patient&_since=2099-01-01T00:00:00Z"))
                .body());
        assertThat(later.path("output")).isEmpty();
    }

    @Test
    void filesAreForTheClientThatAskedAndNobodyElse() throws IOException {
        String job = kickedOff("/$export?_type=Patient");
        String file = JSON.readTree(ended(job).body())
                .path("output")
                .get(0)
                .path("url")
                .asText();
        for (String other : new String[] {"coordinator", "coordinator-b", "registry", "operator", "ehr"}) {
            assertThat(sites.as(other).get(job).status()).as(other).isEqualTo(404);
            assertThat(sites.as(other).get(file).status()).as(other).isEqualTo(404);
            assertThat(sites.as(other).delete(job).status()).as(other).isEqualTo(404);
        }
        assertThat(sites.as("anyone").get(file).status()).isEqualTo(401);
        assertThat(analyst.get(file).status()).isEqualTo(200);
        assertThat(analyst.delete(job).status()).isEqualTo(202);
        assertThat(analyst.get(job).status()).isEqualTo(404);
        assertThat(analyst.get(file).status()).isEqualTo(404);
    }

    @Test
    void aClientListsItsOwnExportsAndNobodyElses() throws IOException {
        String job = kickedOff("/$export?_type=Patient");
        ended(job);
        String list = job.substring(0, job.lastIndexOf('/'));

        JsonNode latest =
                JSON.readTree(analyst.get(list).body()).path("exports").get(0);

        assertThat(latest.path("url").asText()).isEqualTo(job);
        assertThat(latest.path("kind").asText()).isEqualTo("$export");
        assertThat(latest.path("state").asText()).isEqualTo("completed");
        assertThat(latest.path("request").asText()).endsWith("/$export?_type=Patient");
        assertThat(latest.path("types")).extracting(JsonNode::asText).containsExactly("Patient");
        assertThat(latest.path("output").get(0).path("url").asText()).startsWith(job + "/1.");
        assertThat(latest.path("output").get(0).path("count").asInt()).isPositive();
        for (String other : new String[] {"coordinator", "registry", "operator", "ehr"}) {
            Answer answer = sites.as(other).get(list);
            assertThat(answer.status()).as(other).isEqualTo(200);
            assertThat(answer.body()).as(other).doesNotContain(job);
        }
        assertThat(sites.as("anyone").get(list).status()).isEqualTo(401);
        analyst.delete(job);
        assertThat(analyst.get(list).body()).doesNotContain(job);
    }

    @Test
    void whatCannotBeHadIsRefusedAtOnce() {
        assertThat(refused("/$export?_type=AuditEvent").status()).isEqualTo(403);
        assertThat(refused("/$export?_type=Nonsense").issues()).contains("FHIR R4 has no resource Nonsense");
        assertThat(refused("/Patient/$export?_type=ResearchStudy").issues()).contains("belongs to no patient");
        assertThat(refused("/$export?_type=Patient&_typeFilter=Observation%3Fstatus%3Dfinal")
                        .status())
                .isEqualTo(400);
        assertThat(refused("/$export?_type=Patient&_typeFilter=Patient%3F_has:AuditEvent:patient:action%3DR")
                        .status())
                .isBetween(400, 403);
        assertThat(refused("/$export?_type=Observation&_typeFilter=Observation%3Fsubject:Patient.nonsense%3Dx")
                        .status())
                .isEqualTo(400);
        assertThat(refused("/$export?_outputFormat=text/csv").issues()).contains("application/fhir+ndjson");
        assertThat(refused("/$export?includeAssociatedData=x").issues()).contains("is not supported here");
        assertThat(refused("/Group/none/$export").status()).isBetween(400, 404);
        assertThat(analyst.get("/$export").issues()).contains("Prefer: respond-async");
        assertThat(sites.as("coordinator").get("/$export", ASYNC).status()).isEqualTo(403);
        assertThat(sites.as("ehr").get("/Patient/$export", ASYNC).status()).isEqualTo(403);
        assertThat(sites.as("anyone").get("/$export", ASYNC).status()).isEqualTo(401);
        assertThat(analyst.get(address() + "/export/" + java.util.UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(analyst.get(address() + "/export/x").status()).isEqualTo(404);
    }

    @Test
    void viewsAreExportedOfOneMomentAndThePollLeadsToTheResult() throws IOException {
        Answer accepted = analyst.post(
                "/$viewdefinition-export",
                """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "view", "part": [{"name": "viewReference", "valueReference": {"reference": "Library/labs-wide"}}]},
                  {"name": "view", "part": [{"name": "name", "valueString": "who"},
                    {"name": "viewReference", "valueReference": {"reference": "Library/participants"}}]},
                  {"name": "patient", "valueReference": {"reference": "Patient/acc-a"}},
                  {"name": "_format", "valueCode": "csv"}, {"name": "clientTrackingId", "valueString": "mine"}]}
                """,
                ASYNC);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        Answer poll = ended(accepted.headers().firstValue("Content-Location").orElseThrow());
        assertThat(poll.status()).isEqualTo(303);
        assertThat(poll.body()).isEmpty();
        Answer result = analyst.get(poll.headers().firstValue("Location").orElseThrow());
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.body())
                .contains("\"clientTrackingId\",\"valueString\":\"mine\"")
                .contains("labs_wide");
        List<String> files = new ArrayList<>();
        JSON.readTree(result.body())
                .path("parameter")
                .forEach(parameter -> parameter.path("part").forEach(part -> {
                    if (part.path("name").asText().equals("location")) {
                        files.add(part.path("valueUri").asText());
                    }
                }));
        assertThat(files).hasSize(2);
        assertThat(analyst.get(files.get(0)).body().lines().skip(1))
                .isNotEmpty()
                .allMatch(row -> row.contains(",acc-a,"));
        assertThat(analyst.get(files.get(1)).body().lines()).hasSize(2);
    }

    @Test
    void aViewThatMeetsWhatItCannotTakeFailsWithTheReason() {
        Answer accepted = analyst.post(
                "/$sql-export",
                """
                {"resourceType": "Parameters", "parameter": [{"name": "subject", "part": [{"name": "subjectResource",
                  "resource": {"resourceType": "ViewDefinition", "resource": "Library", "select": [{"column":
                  [{"name": "x", "path": "'a' | 'b'"}]}]}}]}]}
                """,
                ASYNC);
        Answer poll = ended(accepted.headers().firstValue("Content-Location").orElseThrow());
        Answer result = analyst.get(poll.headers().firstValue("Location").orElseThrow());
        assertThat(result.status()).isEqualTo(422);
        assertThat(result.issues()).contains("Column x has 2 values");
        assertThat(analyst.post("/$sql-export", "{\"resourceType\":\"Parameters\"}", ASYNC)
                        .issues())
                .contains("Name at least one view");
        assertThat(analyst.get("/$sql-export", ASYNC).status()).isBetween(400, 405);
    }

    private String kickedOff(String path) {
        Answer accepted = analyst.get(path, ASYNC);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return accepted.headers().firstValue("Content-Location").orElseThrow();
    }

    private Answer refused(String path) {
        Answer refused = analyst.get(path, ASYNC);
        assertThat(refused.status()).as(path).isBetween(400, 499);
        return refused;
    }

    private String address() {
        String job = kickedOff("/$export?_type=Organization");
        analyst.delete(job);
        return job.substring(0, job.indexOf("/export/"));
    }

    /** The first answer that is not "still at work". */
    private Answer ended(String job) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> analyst.get(job), answer -> answer.status() != 202);
    }
}
