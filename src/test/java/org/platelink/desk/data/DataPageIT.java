package org.platelink.desk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class DataPageIT {

    private static final String STUDY = "/desk/studies/NCT06813157";
    private static final String SUBJECTS = STUDY + "/data/subjects";

    private final int port;

    DataPageIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "analyst"})
    void whoSeesSubjectsSeesTheTablesAndWhatTheirColumnsAre(String role) {
        Visits subject = Visits.of(FhirClient.at(port), "desk-data-" + role, "2026-02-02T09:00:00Z");
        DeskClient client = DeskClient.as(port, role);

        assertThat(client.get(STUDY + "/data").body()).contains("labs-long", "/data/labs-long/download?format=csv");

        HttpResponse<String> view = client.get(SUBJECTS + "?patient=" + subject.patient() + "&since=2020-01-01");

        assertThat(view.statusCode()).isEqualTo(200);
        assertThat(view.body())
                .contains("The only row.", "<td>" + subject.subject() + "</td>")
                .contains("What the columns are", "getResourceKey()")
                .contains("Sys.getenv(", "pandas.read_parquet", "patient=Patient%2F" + subject.patient())
                .doesNotContain("<script>", "style=\"");
        assertThat(client.get(SUBJECTS + "?patient=nobody").statusCode()).isBetween(200, 404);
    }

    @ParameterizedTest
    @CsvSource({"csv, text/csv", "ndjson, ndjson", "json, json", "parquet, parquet"})
    void aTableIsDownloadedInEachFormat(String format, String type) {
        Visits subject = Visits.of(FhirClient.at(port), "desk-data-file-" + format, "2026-02-02T09:00:00Z");

        HttpResponse<String> file = DeskClient.as(port, "analyst")
                .get(SUBJECTS + "/download?format=" + format + "&patient=" + subject.patient());

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).contains(type);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"subjects." + format + "\"");
        if (!format.equals("parquet")) {
            assertThat(file.body()).contains(subject.subject());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"laboratory", "registry", "admin"})
    void othersGetNoRowsByAddress(String role) {
        DeskClient client = DeskClient.as(port, role);

        assertThat(client.get(SUBJECTS).statusCode()).isEqualTo(403);
        assertThat(client.get(SUBJECTS + "/download?format=csv").statusCode()).isEqualTo(403);
        assertThat(client.get(STUDY + "/response-summary").statusCode()).isEqualTo(403);
        assertThat(client.post(STUDY + "/exports/tables", Map.of("view", "subjects"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post(STUDY + "/exports/resources", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(DeskClient.at(port).get(SUBJECTS + "/download?format=csv").statusCode())
                .isEqualTo(303);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        DeskClient client = DeskClient.as(port, "analyst");

        assertThat(client.get(STUDY + "/data/nothing").statusCode()).isEqualTo(404);
        assertThat(client.get(SUBJECTS + "/download?format=xlsx").statusCode()).isEqualTo(404);
        assertThat(client.get(STUDY + "/exports/00000000-0000-4000-8000-000000000000/1.csv")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.get("/desk/studies/none/data").statusCode()).isEqualTo(404);
    }

    @Test
    void anExportIsAskedForWatchedFetchedAndRemoved() {
        DeskClient client = DeskClient.as(port, "analyst");
        assertThat(client.post(STUDY + "/exports/resources", Map.of("types", "Patient, Nonsense-1"))
                        .statusCode())
                .isEqualTo(303);
        Pattern file = Pattern.compile("href=\"(" + STUDY + "/exports/([0-9a-f-]{36})/[0-9]+\\.ndjson)\">Patient");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(client.get(STUDY + "/exports").body()).containsPattern(file));
        Matcher found = file.matcher(client.get(STUDY + "/exports").body());
        assertThat(found.find()).isTrue();

        HttpResponse<String> fetched = client.get(found.group(1));

        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).startsWith("{\"resourceType\":\"Patient\"");
        assertThat(fetched.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"Patient.ndjson\"");
        assertThat(DeskClient.as(port, "coordinator").get(found.group(1)).statusCode())
                .isEqualTo(404);
        assertThat(client.get(STUDY + "/exports", "HX-Request", "true").body())
                .startsWith("<section")
                .contains(found.group(2));

        assertThat(client.post(STUDY + "/exports/" + found.group(2) + "/end", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(client.get(STUDY + "/exports").body()).doesNotContain(found.group(2));
    }

    @Test
    void aCoordinatorExportsTablesAndIsOfferedNoResources() {
        DeskClient client = DeskClient.as(port, "coordinator");

        assertThat(client.post(STUDY + "/exports/tables", Map.of("view", "subjects", "format", "csv"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(client.get(STUDY + "/exports").body())
                .contains("Several tables of one moment", "type=\"checkbox\" name=\"view\" value=\"subjects\"")
                .doesNotContain("Bulk Data Access");
        assertThat(client.post(STUDY + "/exports/resources", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(DeskClient.as(port, "monitor").get(STUDY + "/exports").body())
                .contains("Your role takes tables one by one");
    }

    @Test
    void responsesAreCountedWithTheirIntervals() {
        HttpResponse<String> page = DeskClient.as(port, "analyst").get(STUDY + "/response-summary?response=CR");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("not the registered endpoint", "95 % interval")
                .contains("<script type=\"application/json\" id=\"proportions\">");
        assertThat(DeskClient.as(port, "monitor")
                        .get(STUDY + "/response-summary/download")
                        .body())
                .startsWith("visit,population,response");
        assertThat(DeskClient.in(port, "zh-CN")
                        .tryAs("analyst")
                        .get(STUDY + "/response-summary")
                        .body())
                .contains("派生分析", "95% 置信区间");
        assertThat(DeskClient.in(port, "zh-CN").tryAs("analyst").get(SUBJECTS).body())
                .contains("数据字典");
    }
}
