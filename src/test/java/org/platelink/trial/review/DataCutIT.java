package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read of a data cut is the same later, or refused. All persons are invented. */
@ServerTest
class DataCutIT {

    private static final String STUDY = "/ResearchStudy/NCT06813157";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final FhirClient operator;
    private final JdbcClient database;
    private final String id = "cut-" + UUID.randomUUID().toString().substring(0, 8);

    DataCutIT(@LocalServerPort int port, JdbcClient database) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        operator = FhirClient.of(port, "operator");
        this.database = database;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private String result(String number, String value) {
        return ok(coordinator.post(
                        "/Observation", Labs.platelets(id, id + number, value, "10*9/L", "2026-03-01T08:00:00+08:00")))
                .as(Observation.class)
                .getIdElement()
                .getIdPart();
    }

    private Answer cut(String name) {
        return operator.post(STUDY + "/$data-cut", new Parameters().addParameter("name", new StringType(name)));
    }

    private Answer table(String cut) {
        return analyst.get("/$sql-run?subjectReference=Library/labs-long&_format=csv&patient=Patient/" + id + cut);
    }

    /** The lines of every file, by the names of the files. */
    private List<String> exported(String query) throws IOException {
        Answer accepted = analyst.get("/Patient/$export?" + query, "Prefer", "respond-async");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String status = accepted.headers().firstValue("Content-Location").orElseThrow();
        Awaitility.await().until(() -> analyst.get(status).status() != 202);
        Answer done = analyst.get(status);
        if (done.status() != 200) {
            return List.of(done.body());
        }
        JsonNode manifest = JSON.readTree(done.body());
        List<String> lines = new ArrayList<>(List.of(
                manifest.path("transactionTime").asText(),
                manifest.path("extension").toString()));
        for (JsonNode file : manifest.path("output")) {
            lines.add(file.path("type").asText());
            lines.add(analyst.get(file.path("url").asText()).body());
        }
        return lines;
    }

    @Test
    void givesTheSameLinesAfterCorrectionsAndNewData() throws IOException {
        ok(coordinator.post(
                "", Labs.transaction(Labs.participant(id), Labs.subject(id, ResearchSubjectStatus.SCREENING))));
        String result = result("-1", "27");
        String name = "interim." + id;
        ListResource made = ok(cut(name)).as(ListResource.class);
        assertThat(made.getTitle()).isEqualTo(name);
        String table = ok(table("&_cut=" + name)).body();
        assertThat(table).contains("27");
        List<String> export = exported("_type=Patient,Observation,ResearchSubject&_cut=" + name);
        assertThat(export.get(1)).contains("NCT06813157/" + name);
        assertThat(String.join("", export)).contains("\"value\":27");

        Observation corrected = Labs.platelets(id, id + "-1", "72", "10*9/L", "2026-03-01T08:00:00+08:00");
        corrected.setId(result);
        corrected.setStatus(Observation.ObservationStatus.CORRECTED);
        ok(coordinator.put("/Observation/" + result, corrected));
        result("-2", "31");

        assertThat(ok(table("")).body()).contains("72", "31");
        Answer again = ok(table("&_cut=NCT06813157/" + name));
        assertThat(again.body()).isEqualTo(table);
        assertThat(again.headers().firstValue("X-Data-Cut")).hasValue("NCT06813157/" + name);
        assertThat(exported("_type=Patient,Observation,ResearchSubject&_cut=" + name))
                .isEqualTo(export);

        // As an erasure leaves it: the version has another text.
        database.sql(
                        "update hfj_res_ver set res_text_vc = '{\"resourceType\":\"Observation\"}' where res_ver = 1"
                                + " and res_id = (select res_id from hfj_resource where res_type = 'Observation' and fhir_id = ?)")
                .params(result)
                .update();
        Answer lost = table("&_cut=" + name);
        assertThat(lost.status()).as(lost.body()).isEqualTo(409);
        assertThat(lost.issues())
                .contains("Observation/" + result + "/_history/1")
                .contains("cannot be had again");
        assertThat(String.join("", exported("_type=Observation&_cut=" + name))).contains("cannot be had again");
        assertThat(exported("_type=Patient&_cut=" + name)).hasSize(4);
    }

    @Test
    void hasAnUnusedNameAndIsNeverChanged() {
        String name = "n-" + id;
        ListResource made = ok(cut(name)).as(ListResource.class);
        Answer twice = cut(name);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.issues()).contains("choose another name").contains("List/" + made.getIdPart());
        for (String bad : List.of("", " x", "-x", "a/b", "x".repeat(65))) {
            assertThat(cut(bad).status()).as(bad).isIn(400, 422);
        }
        assertThat(cut("x".repeat(64 - 9) + id.substring(3)).status()).isEqualTo(200);
        assertThat(operator.put("/List/" + made.getIdPart(), made).status()).isEqualTo(403);
        assertThat(coordinator.post(STUDY + "/$data-cut", new Parameters()).status())
                .isEqualTo(403);
        assertThat(analyst.get("/List?code=data-cut&title=" + name + "&item=" + STUDY.substring(1))
                        .bundle()
                        .getEntry())
                .hasSize(1);
    }

    @Test
    void whatWouldBeFoundAmongPresentDataIsRefused() {
        String name = "r-" + id;
        ok(cut(name));
        assertThat(analyst.get("/$sql-run?subjectReference=Library/labs-long&_cut=none-" + id)
                        .issues())
                .contains("There is no data cut of this name");
        String[] async = {"Prefer", "respond-async"};
        for (String path : List.of(
                "/Patient/$export?_type=Observation&_typeFilter=Observation%3Fstatus%3Dfinal&_cut=" + name,
                "/Group/NCT06813157-subjects/$export?_type=Patient&_cut=" + name)) {
            Answer refused = analyst.get(path, async);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.issues()).contains("found among the present data");
        }
    }
}
