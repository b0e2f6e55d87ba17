package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of subjects: the overview, the table and each one's own. */
@ServerTest
class SubjectPagesIT {

    private static final String STUDY = "/desk/studies/NCT06813157";

    private final int port;
    private final FhirClient coordinator;

    SubjectPagesIT(@LocalServerPort int port) {
        this.port = port;
        this.coordinator = FhirClient.at(port);
    }

    @BeforeEach
    void aSubjectWithAResult() {
        if (coordinator.get("/ResearchSubject/subject-pages-1").status() == 200) {
            return;
        }
        FhirClient.Answer subject = coordinator.send(
                "POST",
                "",
                "application/fhir+json",
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":{"resourceType":"Patient","id":"subject-pages-1","gender":"female",
                   "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
                   "identifier":[{"system":"https://platelink.org/synthetic","value":"subject-pages-1"}],
                   "managingOrganization":{"reference":"Organization/site-unknown"}},
                  "request":{"method":"PUT","url":"Patient/subject-pages-1"}},
                 {"resource":{"resourceType":"ResearchSubject","id":"subject-pages-1","status":"screening",
                   "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
                   "extension":[{"url":"https://platelink.org/ig/msc-itp/StructureDefinition/subject-state","extension":[
                     {"url":"state","valueCode":"screening"},{"url":"began","valueDate":"2026-03-01"}]}],
                   "identifier":[{"system":"https://platelink.org/study/NCT06813157/subject-number","value":"P-77"}],
                   "study":{"reference":"ResearchStudy/NCT06813157"},
                   "individual":{"reference":"Patient/subject-pages-1"}},
                  "request":{"method":"PUT","url":"ResearchSubject/subject-pages-1"}},
                 {"resource":{"resourceType":"Observation","id":"subject-pages-1-a","status":"final",
                   "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
                   "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
                   "identifier":[{"system":"https://hospital.example/lab","value":"subject-pages-1-a"}],
                   "code":{"coding":[{"system":"http://loinc.org","code":"777-3"}]},
                   "subject":{"reference":"Patient/subject-pages-1"},"effectiveDateTime":"2026-03-02T09:00:00+08:00",
                   "valueQuantity":{"value":27.40,"unit":"10*9/L","system":"http://unitsofmeasure.org","code":"10*9/L"}},
                  "request":{"method":"PUT","url":"Observation/subject-pages-1-a"}}]}
                """);
        assertThat(subject.status()).as(subject.body()).isEqualTo(200);
    }

    @Test
    void theTableShowsTheLastResultAsSentAndFiltersWithoutScripts() {
        DeskClient browser = DeskClient.as(port, "coordinator");

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        browser.get(STUDY + "/subjects?q=P-77").body())
                .contains(
                        "P-77",
                        "27.40 10*9/L",
                        "/desk/resources/Observation/subject-pages-1-a",
                        "In screening",
                        "2 Mar 2026"));

        assertThat(browser.get(STUDY + "/subjects?q=P-77&state=withdrawn").body())
                .contains("No subject is like that");
        String part =
                browser.get(STUDY + "/subjects?q=P-77", "HX-Request", "true").body();
        assertThat(part).contains("P-77").doesNotContain("<html");
    }

    @Test
    void theOverviewCountsWhatTheTableShows() {
        DeskClient browser = DeskClient.as(port, "monitor");

        HttpResponse<String> overview = browser.get(STUDY + "/overview");
        assertThat(overview.statusCode()).as(overview.body()).isEqualTo(200);
        Matcher screened =
                Pattern.compile("<strong>([\\d,]+)</strong>\\s*screened").matcher(overview.body());
        assertThat(screened.find()).isTrue();
        int count = Integer.parseInt(screened.group(1).replace(",", ""));
        assertThat(count).isPositive();
        assertThat(browser.get(STUDY + "/subjects").body()).contains("of " + count + " subject");
    }

    @Test
    void aSubjectsPageLeadsFromEachNumberToItsSource() {
        DeskClient browser = DeskClient.as(port, "analyst");

        String page = browser.get(STUDY + "/subjects/subject-pages-1").body();

        assertThat(page)
                .contains("Subject P-77", "Platelet count", "27.40", "/desk/resources/Observation/subject-pages-1-a")
                .contains("Screening", "In screening", "1 Mar 2026");
        assertThat(browser.get(STUDY + "/subjects/subject-pages-1/eligibility").statusCode())
                .as("the criteria are the site's to judge")
                .isEqualTo(403);
        String criteria = DeskClient.as(port, "coordinator")
                .get(STUDY + "/subjects/subject-pages-1/eligibility")
                .body();
        assertThat(criteria).contains("INC01", "exclusion", "inclusion", "Unknown");
    }

    @Test
    void whoMayNotSeeSubjectsSeesNoneByAddress() {
        for (String role : new String[] {"laboratory", "registry", "admin"}) {
            DeskClient browser = DeskClient.as(port, role);
            for (String path : new String[] {"/overview", "/subjects", "/subjects/subject-pages-1"}) {
                HttpResponse<String> answer = browser.get(STUDY + path);
                assertThat(answer.statusCode()).as(role + " " + path).isIn(403, 404);
                assertThat(answer.body()).doesNotContain("P-77", "27.40");
            }
        }
        assertThat(DeskClient.at(port).get(STUDY + "/subjects/subject-pages-1").statusCode())
                .isEqualTo(303);
    }

    @Test
    void everyPageHasTheWayOut() {
        DeskClient browser = DeskClient.as(port, "coordinator");
        for (String path : new String[] {"/overview", "/subjects", "/subjects/subject-pages-1"}) {
            assertThat(browser.get(STUDY + path).body()).contains("action=\"/desk/sign-out\"");
        }
    }

    @Test
    void whatIsNowhereIsSaidInWords() {
        DeskClient browser = DeskClient.as(port, "coordinator");

        assertThat(browser.get(STUDY + "/subjects/nobody").statusCode()).isEqualTo(404);
        assertThat(browser.get("/desk/studies/NONE/subjects").statusCode()).isEqualTo(404);
        assertThat(DeskClient.in(port, "zh-CN")
                        .tryAs("coordinator")
                        .get(STUDY + "/subjects/nobody")
                        .body())
                .contains("没有这个页面");
    }

    /**
     * The thresholds are of the unit in which the study compares: a count of another one must not stand beside them
     * as it is.
     */
    @Test
    void theCurveIsDrawnInTheUnitOfTheStudyAndShowsEachCountAsSent() {
        Visits subject = Visits.of(coordinator, "subject-pages-2", "2026-03-02T09:00:00+08:00");
        Observation count =
                Labs.platelets(subject.patient(), "curve-in-unit-1", "8000", "/uL", "2026-03-03T08:00:00+08:00");
        count.addReferenceRange()
                .setLow(new Quantity()
                        .setValue(125_000)
                        .setUnit("/uL")
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("/uL"));
        FhirClient.Answer stored = coordinator.post("/Observation", count);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);

        String page = DeskClient.as(port, "coordinator")
                .get(STUDY + "/subjects/" + subject.subject() + "?scale=linear")
                .body();

        assertThat(page)
                .contains("\"name\":\"10*9/L\"", "8000 /uL", "drawn as 8 10*9/L", "\"2026-03-03T08:00:00\",8]")
                .contains("\"2026-03-03T08:00:00\",125]", "\"yAxis\":30", "laboratory's reference limits")
                .doesNotContain("\"2026-03-03T08:00:00\",8000]");
    }

    @Test
    void theSearchFindsASubjectAProfileAndACode() {
        DeskClient browser = DeskClient.as(port, "coordinator");

        HttpResponse<String> subject = browser.post("/desk/search", Map.of("q", "p-77"));
        assertThat(subject.statusCode()).isEqualTo(303);
        assertThat(subject.headers().firstValue("Location")).contains(STUDY + "/subjects/subject-pages-1");
        assertThat(browser.post("/desk/search", Map.of("q", "777-3")).body())
                .contains("http://loinc.org | 777-3", "Platelet count");
        assertThat(browser.post("/desk/search", Map.of("q", "planned visit")).body())
                .contains("/ig/StructureDefinition-");
        assertThat(DeskClient.as(port, "registry")
                        .post("/desk/search", Map.of("q", "P-77"))
                        .body())
                .doesNotContain("subjects/subject-pages-1");
    }

    @Test
    void theSearchBoxOfTheGuideFindsWhatIsPublicForEverybody() {
        DeskClient nobody = DeskClient.at(port);

        String settings = nobody.postForm("/desk/search", "q=data+folder").body();
        assertThat(settings).contains("PLATELINK_HOME", "/ig/settings.html", "Subjects are found by who is signed in");
        assertThat(nobody.postForm("/desk/search", "q=platelet+count").body())
                .contains("/ig/StructureDefinition-platelet-count.html", "/ig/labs.html");
        assertThat(nobody.postForm("/desk/search", "q=p-77").body()).doesNotContain("subject-pages-1");
        assertThat(nobody.get("/desk/search").statusCode()).isEqualTo(200);
        // From the guide, a person who is signed in finds a subject too.
        assertThat(DeskClient.as(port, "coordinator")
                        .postForm("/desk/search", "q=p-77")
                        .headers()
                        .firstValue("Location"))
                .contains(STUDY + "/subjects/subject-pages-1");
    }
}
