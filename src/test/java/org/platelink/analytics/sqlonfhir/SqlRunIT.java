package org.platelink.analytics.sqlonfhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class SqlRunIT {

    private static final String RUN = "/$sql-run";
    private static final String LABS = RUN + "?subjectReference=Library/labs-long&_format=csv";
    private static final String PATIENTS =
            """
            {"resourceType": "ViewDefinition", "resource": "Patient",
             "select": [{"column": [{"name": "id", "path": "getResourceKey()"}, {"name": "site",
             "path": "managingOrganization.getReferenceKey(Organization)"}]}]}
            """;

    private final TwoSites sites;
    private final FhirClient analyst;

    SqlRunIT(@LocalServerPort int port) {
        sites = TwoSites.on(port);
        analyst = sites.as("analyst");
    }

    @Test
    void aStoredViewIsRunOverWhatIsStored() {
        Answer csv = analyst.get(LABS + "&patient=Patient/acc-a");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(csv.body().lines().findFirst().orElseThrow())
                .startsWith("result_id,patient_id,visit_id,sampled,status");
        assertThat(csv.body().lines().skip(1)).isNotEmpty().allMatch(row -> row.contains(",acc-a,"));
        assertThat(csv.body()).contains(",777-3,").contains(",27,27,10*9/L,");
        assertThat(analyst.get(RUN
                                + "?subjectCanonical=https://platelink.org/ig/msc-itp/ViewDefinition/labs-long%7C1.0.0"
                                + "&patient=acc-a&_format=csv")
                        .body())
                .isEqualTo(csv.body());
        assertThat(analyst.get(LABS + "&patient=Patient/acc-a&_limit=1&header=false")
                        .body()
                        .lines())
                .hasSize(1);
    }

    @Test
    void anInlineViewIsRunUnderBothNamesAndInEachFormat() {
        for (String name : new String[] {"/$sql-run", "/$viewdefinition-run"}) {
            Answer lines = analyst.post(
                    name, parameters("viewResource", PATIENTS, "{\"name\":\"_limit\",\"valueInteger\":2}"));
            assertThat(lines.status()).as(lines.body()).isEqualTo(200);
            assertThat(lines.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
            assertThat(lines.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\""));
        }
        Answer parquet = analyst.post(
                RUN, parameters("subjectResource", PATIENTS, "{\"name\":\"_format\",\"valueCode\":\"parquet\"}"));
        assertThat(parquet.body()).startsWith("PAR1").endsWith("PAR1");
        Answer inFhir = analyst.post(
                RUN,
                parameters("subjectResource", PATIENTS, "{\"name\":\"_format\",\"valueCode\":\"csv\"}"),
                "Accept",
                "application/fhir+json");
        assertThat(inFhir.body()).startsWith("{\"resourceType\":\"Binary\",\"contentType\":\"text/csv\",\"data\":\"");
    }

    @Test
    void resourcesThatComeWithTheRequestAreTakenInThePlaceOfThoseStored() {
        Answer rows = analyst.post(
                RUN,
                parameters(
                        "subjectResource",
                        PATIENTS,
                        """
                        {"name": "resource", "resource": {"resourceType": "Bundle", "entry": [
                          {"resource": {"resourceType": "Patient", "id": "one"}},
                          {"resource": {"resourceType": "Observation", "id": "other"}}]}},
                        {"name": "resource", "resource": {"resourceType": "Patient", "id": "two"}}
                        """));
        assertThat(rows.body()).isEqualTo("{\"id\":\"one\",\"site\":null}\n{\"id\":\"two\",\"site\":null}\n");
    }

    @Test
    void nobodySeesMoreThanBySearch() {
        assertThat(analyst.post(RUN, parameters("subjectResource", PATIENTS)).body())
                .contains("\"acc-a\"")
                .contains("\"site-b.acc-b\"");
        assertThat(sites.as("coordinator-b")
                        .post(RUN, parameters("subjectResource", PATIENTS))
                        .body()
                        .lines())
                .isNotEmpty()
                .allMatch(row -> row.contains("\"site\":\"site-b\""));
        assertThat(sites.as("coordinator-b").get(LABS).body())
                .contains(",site-b.acc-b,")
                .doesNotContain(",acc-a,");
        assertThat(sites.as("coordinator-b")
                        .get(LABS + "&patient=Patient/acc-a")
                        .status())
                .isEqualTo(400);
        assertThat(sites.as("ehr").get(LABS).status()).isEqualTo(403);
        assertThat(sites.as("registry").get(LABS).status()).isEqualTo(403);
        assertThat(sites.as("anyone").get(LABS).status()).isEqualTo(401);
        Answer trail =
                analyst.post(RUN, parameters("subjectResource", PATIENTS.replace("Patient\",", "AuditEvent\",")));
        assertThat(trail.status()).isEqualTo(403);
    }

    @Test
    void aGroupIsWhomItsSearchFindsForTheCaller() {
        String group = RUN
                + "?subjectReference=Library/participants&_format=csv&header=false&group=Group/NCT06813157-subjects";
        assertThat(analyst.get(group).body().lines()).anyMatch(row -> row.startsWith("acc-a,"));
        assertThat(sites.as("coordinator-b").get(group).body().lines())
                .isNotEmpty()
                .noneMatch(row -> row.startsWith("acc-a,"));
        Answer criteria = analyst.get(group.replace("NCT06813157-subjects", "msc-itp-eligibility"));
        assertThat(criteria.status()).isEqualTo(400);
        assertThat(criteria.issues()).contains("is no group of participants");
        Answer named = sites.as("operator")
                .put(
                        "/Group/names",
                        "{\"resourceType\":\"Group\",\"id\":\"names\",\"type\":\"person\",\"actual\":true,"
                                + "\"member\":[{\"entity\":{\"reference\":\"Patient/acc-a\"}}]}");
        assertThat(named.status())
                .as("who may not read a participant names none")
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongIsSaidAtItsPlace() {
        Answer wrong = analyst.post(RUN, parameters("subjectResource", PATIENTS.replace("getResourceKey()", "id..x")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.issues()).contains("The expression is: id..x");
        assertThat(wrong.outcome().getIssueFirstRep().getExpression().get(0).getValue())
                .isEqualTo("ViewDefinition.select[0].column[0].path");
        Answer several = analyst.post(
                RUN,
                parameters(
                        "subjectResource",
                        "{\"resourceType\":\"ViewDefinition\",\"resource\":\"Library\",\"select\":[{\"column\":"
                                + "[{\"name\":\"x\",\"path\":\"'a' | 'b'\"}]}]}"));
        assertThat(several.status()).isEqualTo(422);
        assertThat(several.issues()).contains("Column x has 2 values in one row");
        Answer doubtful = analyst.post(RUN, parameters("subjectResource", PATIENTS.replace("getResourceKey()", "idd")));
        assertThat(doubtful.status()).isEqualTo(200);
        assertThat(doubtful.headers().firstValue("Warning"))
                .hasValue("299 - \"ViewDefinition.select[0].column[0].path: Patient has no element idd.\"");
        assertThat(analyst.get(RUN + "?subjectReference=Library/none").status()).isEqualTo(404);
        assertThat(analyst.get(RUN + "?subjectReference=Library/msc-itp-response")
                        .status())
                .isEqualTo(422);
        assertThat(analyst.get(RUN).issues()).contains("No view is named");
        assertThat(analyst.get(LABS + "&source=s3").issues()).contains("The parameter source is not supported here");
        assertThat(analyst.post(RUN, "{\"resourceType\":\"Patient\"}").status()).isEqualTo(400);
        assertThat(analyst.post(RUN, "[".repeat(5000)).status()).isEqualTo(400);
    }

    @Test
    void aViewThatCannotBeRunIsNotStored() {
        String library =
                """
                {"resourceType": "Library", "id": "bad-view", "url": "https://x.example/v", "name": "bad", "title": "Bad",
                 "status": "active", "description": "Bad.",
                 "type": {"coding": [{"system": "https://platelink.org/ig/msc-itp/CodeSystem/library-content",
                 "code": "view-definition"}]},
                 "content": [{"contentType": "application/vnd.hl7.fhir.viewdefinition+json", "data": "%s"}]}
                """;
        String view = "{\"resourceType\":\"ViewDefinition\",\"url\":\"https://x.example/v\",\"resource\":\"Patient\","
                + "\"select\":[{\"column\":[{\"name\":\"x\",\"path\":\"nme\"}]}]}";
        String coded =
                java.util.Base64.getEncoder().encodeToString(view.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Answer refused = sites.as("operator").put("/Library/bad-view", library.formatted(coded));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).contains("Patient has no element nme");
    }

    private static String parameters(String subject, String view, String... more) {
        StringBuilder all = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"" + subject
                + "\",\"resource\":" + view + "}");
        for (String one : more) {
            all.append(',').append(one);
        }
        return all.append("]}").toString();
    }
}
