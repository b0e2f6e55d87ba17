package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ways around the rules, each of which must lead nowhere. */
@ServerTest
@Tag("alone")
@Isolated("It looks at every connection that the process opens, those of tests beside it among them.")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class AttackIT {

    private final int port;
    private TwoSites sites;

    AttackIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
    }

    /** Of what an operation's answer is made, the token must grant each type, without a condition. */
    @Test
    void learnsNothingOfVisitsByAnOperationThatTheTokenDoesNotGrant() {
        String[] questions = {
            "/ResearchSubject/acc-a/$schedule",
            "/ResearchStudy/NCT06813157/$visit-compliance",
            "/ResearchStudy/NCT06813157/$subject-list",
            "/ResearchStudy/NCT06813157/$disposition",
            "/PlanDefinition/msc-itp-protocol/$apply?subject=Patient/acc-a"
        };
        for (String scope : new String[] {
            "system/ResearchSubject.rs system/ResearchStudy.rs system/PlanDefinition.rs system/Encounter.rs",
            "system/ResearchSubject.rs?status=screening system/ResearchStudy.rs system/Encounter.rs"
                    + " system/MedicationAdministration.rs system/PlanDefinition.rs"
        }) {
            FhirClient narrow = sites.withScope("analyst", scope);
            for (String question : questions) {
                assertThat(narrow.get(question).status()).as(scope + question).isEqualTo(403);
            }
        }
    }

    // Searches that are oracles

    @Test
    void aSearchCountsAndFindsNothingOfAnotherSite() {
        FhirClient coordinator = sites.as("coordinator");
        for (String search : List.of(
                "/Observation?subject=Patient/site-b.acc-b",
                "/Observation?_id=" + sites.labB(),
                "/Observation?subject=Patient/site-b.acc-b&_summary=count",
                "/Observation?subject=Patient/site-b.acc-b&_total=accurate",
                "/Observation?subject=Patient/site-b.acc-b&_offset=0&_count=5",
                "/Patient?_id=site-b.acc-b",
                "/Patient?organization=Organization/site-b",
                "/ResearchSubject?individual=Patient/site-b.acc-b",
                "/Observation?subject:Patient.organization=Organization/site-b")) {
            Bundle found = coordinator.get(search).bundle();
            assertThat(found.getEntry()).as(search).isEmpty();
            assertThat(found.getTotal()).as(search).isZero();
        }
        assertThat(coordinator
                        .get("/Observation?subject=Patient/acc-a&_summary=count")
                        .bundle()
                        .getTotal())
                .isPositive();
    }

    @Test
    void aPostedSearchIsHeldToTheSameRules() {
        Answer chained = sites.as("registry")
                .send(
                        "POST",
                        "/ResearchStudy/_search",
                        "application/x-www-form-urlencoded",
                        "_has%3AResearchSubject%3Astudy%3Astatus=on-study-intervention");
        Answer own = sites.as("coordinator")
                .send(
                        "POST",
                        "/Observation/_search",
                        "application/x-www-form-urlencoded",
                        "subject=Patient/site-b.acc-b");

        assertThat(chained.status()).isEqualTo(403);
        assertThat(own.bundle().getEntry()).isEmpty();
    }

    @Test
    void aTokenOfOneTypeDoesNotLeadToAnother() {
        FhirClient observationsOnly = sites.withScope("analyst", "system/Observation.rs");

        assertThat(observationsOnly.get("/Observation?subject=Patient/acc-a").status())
                .isEqualTo(200);
        assertThat(observationsOnly.get("/Patient/acc-a").status()).isEqualTo(403);
        assertThat(observationsOnly
                        .get("/Observation?subject:Patient.gender=female")
                        .status())
                .isEqualTo(403);
        assertThat(observationsOnly
                        .get("/Observation?_include=Observation:subject:Patient")
                        .status())
                .isEqualTo(403);
        assertThat(observationsOnly
                        .get("/Observation?_sort=subject:Patient.birthdate")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aScopesConditionHoldsSearchesAndReads() {
        FhirClient laboratory = sites.withScope("analyst", "system/Observation.rs?category=laboratory");
        FhirClient vitals = sites.withScope("analyst", "system/Observation.rs?category=vital-signs");

        assertThat(laboratory.get("/Observation/" + sites.labA()).status()).isEqualTo(200);
        assertThat(laboratory.get("/Observation?subject=Patient/acc-a").bundle().getEntry())
                .isNotEmpty();
        assertThat(vitals.get("/Observation/" + sites.labA()).status()).isEqualTo(404);
        assertThat(vitals.get("/Observation/" + sites.labA() + "/_history").status())
                .isEqualTo(404);
        assertThat(vitals.get("/Observation?subject=Patient/acc-a").bundle().getEntry())
                .isEmpty();
    }

    @Test
    void anotherClientsPagesAreNotThere() {
        for (int i = 0; i < 3; i++) {
            Observation result = Labs.alt("acc-a", "page-" + i, "20", "2026-02-0" + (i + 1));
            assertThat(sites.as("ehr").post("/Observation", result).status()).isEqualTo(201);
        }
        String search = "/Observation?subject=Patient/acc-a&_count=1";
        String next =
                sites.as("coordinator").get(search).bundle().getLink("next").getUrl();
        String history = "/Observation/" + sites.labA() + "/_history?_count=1";

        Answer unknown = sites.as("analyst").get(next.replaceAll("_getpages=[^&]+", "_getpages=" + "0".repeat(36)));
        assertThat(unknown.status()).isEqualTo(410);
        for (FhirClient other : List.of(
                sites.as("analyst"),
                sites.as("coordinator-b"),
                sites.as("anyone"),
                sites.withScope("coordinator", "system/Observation.rs"))) {
            Answer answer = other.get(next);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body()).doesNotContain("acc-a");
        }
        assertThat(sites.as("coordinator").get(next).bundle().getEntry()).hasSize(1);
        assertThat(sites.as("coordinator").get(history).status()).isEqualTo(200);
    }

    // What is not there and what is another site's

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PUT if-match", "PATCH", "history"})
    void anotherSitesResourceIsAnsweredLikeOneThatIsNotThere(String how) {
        String who = how.startsWith("P") ? "ehr" : "coordinator";
        Answer foreign = ask(sites.as(who), how, sites.labB());
        Answer unknown = ask(sites.as(who), how, "987654321");

        assertThat(foreign.status()).as(foreign.body()).isEqualTo(404);
        assertThat(foreign.body().replace(sites.labB(), "ID"))
                .isEqualTo(unknown.body().replace("987654321", "ID"));
    }

    private Answer ask(FhirClient client, String how, String id) {
        Observation result = Labs.platelets("acc-a", "attack-1", "1", "10*9/L", "2026-02-02");
        result.setId(id);
        String path = "/Observation/" + id;
        return switch (how) {
            case "GET" -> client.get(path);
            case "history" -> client.get(path + "/_history");
            case "PUT" -> client.put(path, result);
            case "PUT if-match" -> client.put(path, result, "If-Match", "W/\"7\"");
            default ->
                client.send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]");
        };
    }

    // Smuggling by batch and transaction

    @Test
    void whatABatchReadsIsAskedAboutEntryByEntry() {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        for (String url : List.of(
                "Patient/site-b.acc-b",
                "Observation?subject=Patient/site-b.acc-b",
                "Observation/" + sites.labB() + "/_history/1")) {
            batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url);
        }
        Bundle answers = sites.as("coordinator").post("", batch).bundle();

        assertThat(answers.getEntry().get(0).getResponse().getStatus()).startsWith("404");
        assertThat(((Bundle) answers.getEntry().get(1).getResource()).getEntry())
                .isEmpty();
        assertThat(answers.getEntry().get(2).getResponse().getStatus()).startsWith("404");
        Answer byLaboratory = sites.as("ehr").post("", batch);
        assertThat(byLaboratory.body()).contains("403").doesNotContain("birthDate", "valueQuantity");
    }

    @Test
    void anEntryMayNotWriteWhatTheClientMayNot() {
        Patient patient = TwoSites.participant("smuggled", "site-unknown");
        assertRefused("ehr", entry(patient, HTTPVerb.PUT, "Patient/smuggled"), 403);
        // What the URL says and what the resource is.
        assertRefused("ehr", entry(patient, HTTPVerb.POST, "Observation"), 403);
        assertRefused(
                "coordinator",
                entry(TwoSites.participant("site-b.acc-b", "site-unknown"), HTTPVerb.PUT, "Patient/site-b.acc-b"),
                404);
        assertRefused("ehr", entry(result("acc-a", sites.labB()), HTTPVerb.PUT, "Observation/" + sites.labB()), 404);
        assertRefused("ehr", entry(result("acc-a", "x"), HTTPVerb.POST, "Observation/$validate"), 403);
        assertRefused("ehr", entry(result("acc-a", "x"), HTTPVerb.POST, "../Observation"), 403);
        assertThat(sites.as("analyst").get("/Patient/smuggled").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier=https://hospital-b.example/lab|site-b.acc-b-1",
                "identifier=site-b.acc-b-1",
                "identifier=https://hospital.example/lab|",
                "identifier=https://hospital.example/lab|1,https://hospital-b.example/lab|site-b.acc-b-1",
                "identifier:not=https://hospital.example/lab|1",
                "identifier=https://hospital.example/lab|1&subject=Patient/site-b.acc-b",
                "subject=Patient/site-b.acc-b",
                "_has:Provenance:target:agent=x",
                "subject.identifier=https://platelink.org/synthetic|site-b.acc-b",
            })
    void aConditionIsNoOracle(String condition) {
        Bundle create = entry(result("acc-a", "cond-1"), HTTPVerb.POST, "Observation");
        create.getEntryFirstRep().getRequest().setIfNoneExist(condition);
        assertRefused("ehr", create, 403);
        assertThat(sites.as("ehr")
                        .post("/Observation", result("acc-a", "cond-1"), "If-None-Exist", condition)
                        .status())
                .isEqualTo(403);
        assertRefused("ehr", entry(result("acc-a", "cond-1"), HTTPVerb.PUT, "Observation?" + condition), 403);
        assertThat(sites.as("ehr")
                        .put("/Observation?" + condition.replace("|", "%7C"), result("acc-a", "cond-1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aReferenceThatIsASearchIsRefused() {
        Observation result = result("acc-a", "inline-1");
        result.setSubject(new Reference("Patient?identifier=https://platelink.org/synthetic|site-b.acc-b"));
        Answer answer = sites.as("ehr").post("", entry(result, HTTPVerb.POST, "Observation"));
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
    }

    // Writing to another site

    @Test
    void aResultOfAnotherSitesSubjectIsRefused() {
        Answer answer = sites.as("ehr").post("/Observation", result("site-b.acc-b", "foreign-1"));
        Answer unknown = sites.as("ehr").post("/Observation", result("nobody", "foreign-1"));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 403);
        assertThat(sites.as("analyst")
                        .get("/Observation?identifier=https://hospital.example/lab|foreign-1")
                        .bundle()
                        .getEntry())
                .isEmpty();
        assertThat(unknown.status()).isBetween(400, 422);
    }

    @Test
    void aReportOfOwnMayNotNameAnothersResult() {
        Answer answer = sites.as("ehr")
                .post("/DiagnosticReport", Labs.report("acc-a", "rep-1", "2026-02-02", "Observation/" + sites.labB()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }

    @Test
    void anIdentifierOfAnotherSitesNamespaceIsRefused() {
        Observation planted = result("acc-a", "site-b.acc-b-9");
        planted.getIdentifierFirstRep().setSystem(TwoSites.LAB_B);
        Answer answer = sites.as("ehr").post("/Observation", planted);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Observation.identifier[0].system", "https://hospital.example/lab");
    }

    @Test
    void aSubjectStaysAtItsSite() {
        Answer moved = sites.as("coordinator").put("/Patient/acc-a", TwoSites.participant("acc-a", "site-b"));
        Answer made = sites.as("coordinator").put("/Patient/made-for-b", TwoSites.participant("made-for-b", "site-b"));

        assertThat(moved.status()).as(moved.body()).isEqualTo(403);
        assertThat(made.status()).as(made.body()).isEqualTo(403);
        assertThat(sites.as("coordinator").get("/Patient/acc-a").status()).isEqualTo(200);
        assertThat(sites.as("analyst").get("/Patient/made-for-b").status()).isEqualTo(404);
    }

    @Test
    void labelsAndVersionsThatAClientClaimsGiveNothing() {
        Observation labelled = result("acc-a", "labelled-1");
        labelled.getMeta().setVersionId("77").setSource("urn:synthetic:claimed");
        labelled.getMeta()
                .addSecurity()
                .setSystem("https://platelink.org/synthetic")
                .setCode("public");
        assertThat(sites.as("ehr").post("/Observation", labelled).status()).isEqualTo(201);
        Observation stored = (Observation) sites.as("analyst")
                .get("/Observation?identifier=https://hospital.example/lab|labelled-1")
                .bundle()
                .getEntryFirstRep()
                .getResource();

        assertThat(stored.getMeta().getVersionId()).isEqualTo("1");
        String path = "/Observation/" + stored.getIdElement().getIdPart();
        assertThat(sites.as("anyone").get(path).status()).isEqualTo(401);
        assertThat(sites.as("coordinator-b").get(path).status()).isEqualTo(404);
    }

    @Test
    void aReceiptHoldsNoResource() {
        Observation again = result("acc-a", "receipt-1");
        for (int i = 0; i < 2; i++) {
            Answer answer = sites.as("ehr")
                    .post(
                            "/Observation",
                            again,
                            "Prefer",
                            "return=representation",
                            "If-None-Exist",
                            "identifier=https://hospital.example/lab|receipt-1");
            assertThat(answer.status()).isEqualTo(i == 0 ? 201 : 200);
            assertThat(answer.body()).doesNotContain("valueQuantity").contains("OperationOutcome");
        }
        Bundle transaction = entry(again, HTTPVerb.POST, "Observation");
        transaction.getEntryFirstRep().getRequest().setIfNoneExist("identifier=https://hospital.example/lab|receipt-1");
        assertThat(sites.as("ehr")
                        .post("", transaction, "Prefer", "return=representation")
                        .body())
                .contains("200 OK")
                .doesNotContain("valueQuantity");
    }

    // Bodies and headers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Patient xmlns='http://hl7.org/fhir'>"
                        + "<id value='&e;'/></Patient>",
                "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'><Patient xmlns='http://hl7.org/fhir'/>",
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>"
                        + "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]><Patient xmlns='http://hl7.org/fhir'>"
                        + "<id value='&d;&d;&d;&d;'/></Patient>",
            })
    void xmlEntitiesAreNotResolved(String xml) {
        Answer answer = sites.as("coordinator").send("POST", "/Patient", "application/fhir+xml", xml);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @Test
    void anEntityInANarrativeIsNotResolved() {
        String json = "{\"resourceType\":\"Organization\",\"name\":\"x\",\"text\":{\"status\":\"generated\",\"div\":"
                + "\"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><div xmlns='http://www.w3.org/1999/xhtml'>&e;</div>\"}}";
        Answer answer = sites.as("operator").send("POST", "/Organization", "application/fhir+json", json);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    void aBodyThatUnfoldsIsRefusedBeforeItFillsTheMemory() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blank = new byte[1 << 20];
            java.util.Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 200; i++) {
                gzip.write(blank);
            }
        }
        HttpRequest.Builder bomb = request("/fhir/Observation")
                .header("Content-Type", "application/fhir+json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()));
        assertThat(raw(bomb).statusCode()).as("nothing of it is read").isEqualTo(401);
        String token = Tokens.of(port, Tokens.file(port, "ehr-demo"));
        assertThat(raw(bomb.header("Authorization", "Bearer " + token)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"extension\":[", "{\"item\":[", "[", "{\"a\":"})
    void aDeepBodyIsRefused(String level) {
        String deep = "{\"resourceType\":\"Observation\",\"x\":" + level.repeat(50_000);
        Answer answer = sites.as("ehr").send("POST", "/Observation", "application/fhir+json", deep);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        Answer batch = sites.as("ehr").send("POST", "", "application/fhir+json", deep.replace("Observation", "Bundle"));
        assertThat(batch.status()).isBetween(400, 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Organization?name:contains=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
                "/ResearchStudy?title:contains=%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25_",
                "/ResearchStudy?title=%5E(a%2B)%2B%24",
            })
    void aPatternDoesNotHoldTheServer(String search) {
        long began = System.nanoTime();
        Answer answer = sites.as("anyone").get(search);
        assertThat(answer.status()).isLessThan(500);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aBodyOfOneWithoutATokenIsNotRead() {
        Answer answer = sites.as("anyone").send("POST", "/ResearchStudy", "application/fhir+json", "{not json");
        assertThat(answer.status()).isEqualTo(401);
        Answer search = sites.as("anyone")
                .send("POST", "/ResearchStudy/_search", "application/x-www-form-urlencoded", "_count=1");
        assertThat(search.status()).isEqualTo(200);
    }

    @Test
    void noHeaderTurnsLinksElsewhere() throws Exception {
        HttpResponse<String> answer = raw(request("/fhir/ResearchStudy?_count=1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example;proto=https")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-HTTP-Method-Override", "DELETE")
                .GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("evil")
                .contains("http://localhost:" + port + "/fhir/ResearchStudy/NCT06813157");
        assertThat(hostileHost("/fhir/metadata")).doesNotContain("evil.example");
        assertThat(hostileHost("/fhir/.well-known/smart-configuration")).doesNotContain("evil.example");
        assertThat(hostileHost("/fhir/ResearchStudy")).doesNotContain("evil.example");
    }

    /** The JDK's client sets Host itself. */
    private String hostileHost(String path) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void nothingThatIsSentStandsInTheLog(CapturedOutput output) {
        sites.as("analyst").get("/Observation?code=%0d%0a12:00:00%20forged");
        sites.as("analyst").get("/forged%0d%0aline");
        sites.as("ehr").send("POST", "/Observation", "application/fhir+json", "{\"resourceType\":\"forged\\nline\"}");
        org.platelink.Tokens.post(port, "grant_type=forged%0d%0aline&client_id=forged");
        assertThat(output.getAll()).doesNotContain("forged");
    }

    @Test
    void nothingLeavesTheServerWhileItValidatesAndSearches() {
        Queue<URI> asked = new ConcurrentLinkedQueue<>();
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<java.net.Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(java.net.Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // Only what is asked for counts.
            }
        });
        try {
            Observation result = result("acc-a", "ssrf-1");
            result.getMeta().addProfile("http://127.0.0.1:1/StructureDefinition/x");
            result.getCode()
                    .addCoding()
                    .setSystem("http://127.0.0.1:1/CodeSystem/x")
                    .setCode("y");
            result.addExtension().setUrl("http://127.0.0.1:1/StructureDefinition/e");
            result.addDerivedFrom().setReference("http://127.0.0.1:1/fhir/Observation/1");
            sites.as("ehr").post("/Observation", result);
            sites.as("ehr").post("/Observation/$validate", result);
            sites.as("analyst").get("/Observation?code:in=http://127.0.0.1:1/ValueSet/x");
            sites.as("analyst").get("/Observation?subject=http://127.0.0.1:1/fhir/Patient/1");
            sites.as("operator")
                    .send(
                            "POST",
                            "/Questionnaire",
                            "application/fhir+json",
                            "{\"resourceType\":\"Questionnaire\",\"status\":\"active\",\"item\":[{\"linkId\":\"1\",\"type\":\"choice\","
                                    + "\"answerValueSet\":\"http://127.0.0.1:1/ValueSet/x\"}]}");
            // The test's own requests go to the server's port.
            assertThat(asked).allMatch(uri -> uri.getPort() == port);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private void assertRefused(String who, Bundle bundle, int status) {
        Answer answer = sites.as(who).post("", bundle);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("HAPI-", "Exception");
    }

    private static Bundle entry(Resource resource, HTTPVerb method, String url) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        bundle.addEntry().setResource(resource).getRequest().setMethod(method).setUrl(url);
        return bundle;
    }

    private static Observation result(String subject, String identifier) {
        return Labs.platelets(subject, identifier, "33", "10*9/L", "2026-02-05T08:00:00+08:00");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> raw(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
