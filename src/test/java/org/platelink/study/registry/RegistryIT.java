package org.platelink.study.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.platelink.study.ctgov.ImportedStudy;
import org.platelink.study.ctgov.StudyImport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All persons and the second trial are invented. */
@ServerTest
class RegistryIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INVENTED = "NCT99999999";

    private final TwoSites sites;
    private final FhirClient anyone;
    private final String registry;

    private final JdbcClient database;
    private final DaoRegistry store;
    private final IFhirResourceDao<ResearchSubject> subjects;

    RegistryIT(
            @LocalServerPort int port,
            @Autowired JdbcClient database,
            @Autowired DaoRegistry store,
            @Autowired IFhirResourceDao<ResearchSubject> subjects) {
        this.database = database;
        this.store = store;
        this.subjects = subjects;
        sites = TwoSites.on(port);
        anyone = sites.as("anyone");
        registry = "http://localhost:" + port + "/registry";
    }

    /** The operator brings a second trial as its registry record has it, and no code. */
    @BeforeEach
    void aSecondTrialIsThere() throws IOException {
        if (anyone.get("/ResearchStudy/" + INVENTED).status() == 200) {
            return;
        }
        ImportedStudy imported = StudyImport.read(
                PublishedForms.FHIR,
                JSON.readTree(StudyImport.class.getResourceAsStream("synthetic-record.json")),
                null);
        List<Resource> resources = new ArrayList<>(imported.others());
        resources.add(imported.study());
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        resources.forEach(resource -> transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(StudyParts.key(resource)));
        Answer stored = sites.as("operator").post("", transaction);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fhir-r4.json",
                "fhir-r4.xml",
                "fhir-r5.json",
                "fhir-r5.xml",
                "ictrp.xml",
                "clinicaltrials-gov.json",
                "schema-org.jsonld",
                "index.html"
            })
    void everyFormCanBeKeptAndAskedForAgain(String file) {
        String url = registry + "/NCT06813157/" + file;
        Answer first = anyone.get(url);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("NCT06813157");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String changed = first.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("max-age=60, public");
        assertThat(first.headers().allValues("Link")).hasSize(8).anyMatch(link -> link.contains("rel=\"self\""));
        for (String[] condition : new String[][] {
            {"If-None-Match", tag}, {"If-None-Match", "\"other\", " + tag}, {"If-Modified-Since", changed}
        }) {
            Answer again = anyone.get(url, condition);
            assertThat(again.status()).as(condition[0]).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        }
        assertThat(anyone.get(url, "If-None-Match", "\"other\"").status()).isEqualTo(200);
        Answer head = anyone.send("HEAD", url, "text/plain", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aChangeIsPublishedAtOnceAndOnlyWhereItIs() throws IOException {
        String url = registry + "/" + INVENTED + "/clinicaltrials-gov.json";
        Answer before = anyone.get(url);
        assertThat(JSON.readTree(before.body())
                        .at("/protocolSection/designModule/phases/1")
                        .asText())
                .isEqualTo("PHASE2");
        String tag = before.headers().firstValue("ETag").orElseThrow();
        String other = anyone.get(registry + "/NCT06813157/ictrp.xml")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        ResearchStudy study = anyone.get("/ResearchStudy/" + INVENTED).as(ResearchStudy.class);
        study.setTitle("Another title " + System.nanoTime());
        assertThat(sites.as("operator").put("/ResearchStudy/" + INVENTED, study).status())
                .isEqualTo(200);
        Answer after = anyone.get(url, "If-None-Match", tag);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body()).contains(study.getTitle());
        assertThat(anyone.get(registry + "/NCT06813157/ictrp.xml", "If-None-Match", other)
                        .status())
                .as("the other study did not change")
                .isEqualTo(304);
        assertThat(anyone.get(registry + "?_format=ictrp").body()).contains(study.getTitle(), "NCT06813157");
    }

    @Test
    void everyItemOfTheDataSetIsToldOf() {
        Parameters trial =
                anyone.get("/ResearchStudy/NCT06813157/$trds-completeness").as(Parameters.class);
        assertThat(trial.getParameter()).hasSize(27);
        assertThat(counts(trial)).containsExactly("8", "16", "0");
        Parameters invented =
                anyone.get("/ResearchStudy/" + INVENTED + "/$trds-completeness").as(Parameters.class);
        assertThat(counts(invented)).containsExactly("21", "3", "0");
        ResearchStudy study = anyone.get("/ResearchStudy/" + INVENTED).as(ResearchStudy.class);
        study.setId("invented-and-emptied");
        study.setSponsor(null).setLocation(null);
        assertThat(sites.as("operator")
                        .put("/ResearchStudy/invented-and-emptied", study)
                        .status())
                .isEqualTo(201);
        Parameters emptied = anyone.get("/ResearchStudy/invented-and-emptied/$trds-completeness")
                .as(Parameters.class);
        assertThat(counts(emptied)).containsExactly("19", "3", "2");
        assertThat(anyone.get("/ResearchStudy/none/$trds-completeness").status())
                .isEqualTo(404);
    }

    private static List<String> counts(Parameters answer) {
        return List.of("present", "unknown", "missing").stream()
                .map(name -> answer.getParameter(name).getValue().primitiveValue())
                .toList();
    }

    @Test
    void onlyReadingIsOfferedAndOnlyOfStudies() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            Answer answer = anyone.send(method, registry + "/NCT06813157", "application/fhir+json", "{}");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
        assertThat(anyone.get(registry + "/NCT06813157", "Accept", "image/png").status())
                .isEqualTo(406);
        assertThat(anyone.get(registry + "/NCT06813157", "Accept", "application/fhir+json; fhirVersion=4.3")
                        .status())
                .isEqualTo(406);
        assertThat(anyone.get(registry + "/NCT06813157", "Accept", "application/fhir+json; fhirVersion=5.0")
                        .body())
                .contains("\"comparisonGroup\"");
    }

    /** However it is asked, and whatever a study is made to refer to. */
    @Test
    void nothingOfASubjectCanBeReached() {
        List<String> secrets = new ArrayList<>();
        for (String type : new String[] {"Patient", "ResearchSubject", "Observation", "Encounter", "Consent"}) {
            Bundle found = sites.as("analyst").get("/" + type + "?_count=200").bundle();
            found.getEntry()
                    .forEach(entry -> secrets.add(
                            type + "/" + entry.getResource().getIdElement().getIdPart()));
        }
        assertThat(secrets).contains("Patient/acc-a", "ResearchSubject/site-b.acc-b");
        List<String> answers = new ArrayList<>();
        for (String study : new String[] {"", "/NCT06813157", "/" + INVENTED}) {
            for (Form form : PublishedForms.FORMS.all()) {
                for (String more : new String[] {
                    "", "&_include=*", "&_revinclude=ResearchSubject:study",
                            "&_has:ResearchSubject:study:status=screening",
                    "&patient=Patient/acc-a", "&_summary=count", "&_elements=subject", "&_id=acc-a"
                }) {
                    Answer answer = anyone.get(registry + study + "?_format=" + form.name() + more);
                    assertThat(answer.status()).isEqualTo(200);
                    answers.add(answer.body());
                }
            }
        }
        for (String path : new String[] {
            "/acc-a",
            "/acc-a/fhir-r4.json",
            "/Patient/acc-a",
            "/ResearchSubject/acc-a",
            "/site-unknown",
            "/NCT06813157/ResearchSubject",
            "/NCT06813157/subjects.json",
            "/NCT06813157-subjects/fhir-r4.json",
            "/NCT06813157/%2e%2e/%2e%2e/fhir/Patient",
            "/NCT06813157%2Ffhir-r4.json",
            "/%00",
            "/..;/fhir/Patient"
        }) {
            Answer answer = anyone.get(registry + path);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            answers.add(answer.body());
        }
        assertThat(answers).allSatisfy(answer -> assertThat(secrets)
                .noneMatch(secret -> answer.contains(secret + "\"") || answer.contains(secret + "<")));
        assertThat(answers).noneMatch(answer -> answer.contains("\"resourceType\": \"Patient\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/acc-a", "ResearchSubject/acc-a", "Observation/acc-a"})
    void aStudyCannotBeMadeToNameASubject(String subject) throws IOException {
        ObjectNode study = (ObjectNode)
                JSON.readTree(anyone.get("/ResearchStudy/" + INVENTED).body());
        for (String element : new String[] {"sponsor", "principalInvestigator"}) {
            ObjectNode changed = study.deepCopy();
            changed.putObject(element).put("reference", subject);
            refused(changed);
        }
        for (String element : new String[] {"site", "enrollment", "protocol", "partOf"}) {
            ObjectNode changed = study.deepCopy();
            changed.putArray(element).addObject().put("reference", subject);
            refused(changed);
        }
        for (Map.Entry<String, String> part : Map.of(
                        "associatedParty", "party", "recruitment", "actualGroup", "outcomeMeasure", "reference")
                .entrySet()) {
            ObjectNode changed = study.deepCopy();
            ObjectNode extension = changed.withArray("extension").addObject();
            extension.put(
                    "url", "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy." + part.getKey());
            extension
                    .putArray("extension")
                    .addObject()
                    .put("url", part.getValue())
                    .putObject("valueReference")
                    .put("reference", subject);
            refused(changed);
        }
        ObjectNode changed = study.deepCopy();
        changed.putArray("contained").addObject().put("resourceType", "Patient").put("id", "p");
        refused(changed);
    }

    private void refused(ObjectNode study) {
        Answer answer = sites.as("operator").put("/ResearchStudy/" + INVENTED, study.toString());
        assertThat(answer.status()).as(answer.body()).isIn(403, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/acc-a", "ResearchSubject/acc-a", "Observation/acc-a"})
    void neitherCanAStudyOfAnotherGuide(String subject) {
        String study =
                """
                {"resourceType": "ResearchStudy", "id": "second-plain", "title": "A synthetic second study", "status": "active",
                 "extension": [{"url": "https://second.example/StructureDefinition/own", "valueReference": {"reference": "%s"}}]}
                """
                        .formatted(subject);

        Answer answer = sites.as("operator").put("/ResearchStudy/second-plain", study);

        assertThat(answer.status()).as(answer.body()).isIn(403, 422);
    }

    @Test
    void aStudyHeldToTheGuideStaysSoWithoutItsClaim() throws IOException {
        ObjectNode study = (ObjectNode)
                JSON.readTree(anyone.get("/ResearchStudy/" + INVENTED).body());
        study.remove("meta");
        study.remove("extension");

        Answer answer = sites.as("operator").put("/ResearchStudy/" + INVENTED, study.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("24 items");
    }

    /** The name in the registry is that of the resource, which an admin keeps, and nothing else of it is published. */
    @Test
    void theInvestigatorIsWhoIsStoredNow() {
        String person =
                """
                {"resourceType": "Practitioner", "id": "second-person", "gender": "female", "telecom": [{"system": "phone",
                 "value": "555-0100"}], "name": [{"text": "%s"}]}
                """;
        String role =
                """
                {"resourceType": "PractitionerRole", "id": "second-role", "practitioner": {"reference": "Practitioner/second-person"},
                 "organization": {"reference": "Organization/NCT99999999-sponsor"}}
                """;
        String study =
                """
                {"resourceType": "ResearchStudy", "id": "second-people", "title": "A synthetic second study", "status": "active",
                 "principalInvestigator": {"reference": "PractitionerRole/second-role"}}
                """;
        for (String who : List.of("coordinator", "analyst", "registry")) {
            assertThat(sites.as(who)
                            .put("/Practitioner/second-person", person.formatted("Nobody"))
                            .status())
                    .as(who)
                    .isEqualTo(403);
        }
        FhirClient admin = sites.as("operator");
        admin.put("/Practitioner/second-person", person.formatted("Dr Synthetic Before"));
        assertThat(admin.put("/PractitionerRole/second-role", role).status()).isBetween(200, 201);
        Answer stored = admin.put("/ResearchStudy/second-people", study);
        assertThat(stored.status()).as(stored.body()).isBetween(200, 201);
        String url = registry + "/second-people/clinicaltrials-gov.json";
        assertThat(anyone.get(url).body()).contains("Dr Synthetic Before").contains("Invented Institute");

        assertThat(admin.put("/Practitioner/second-person", person.formatted("Dr Synthetic After"))
                        .status())
                .isEqualTo(200);

        assertThat(anyone.get(url).body()).contains("Dr Synthetic After").doesNotContain("Before");
        for (String form : List.of("fhir-r4.json", "fhir-r5.json", "ictrp.xml", "index.html", "schema-org.jsonld")) {
            assertThat(anyone.get(registry + "/second-people/" + form).body())
                    .as(form)
                    .doesNotContain("555-0100")
                    .doesNotContain("female");
        }
        assertThat(anyone.get("/Practitioner/second-person").status()).isIn(401, 403);
    }

    /** A group of participants, named as the criteria, is not followed. */
    @Test
    void aGroupOfParticipantsIsNoPartOfAStudy() {
        ResearchStudy study = anyone.get("/ResearchStudy/" + INVENTED).as(ResearchStudy.class);
        study.setId("invented-with-group");
        study.addEnrollment(new Reference("Group/NCT06813157-subjects"));
        assertThat(sites.as("operator")
                        .put("/ResearchStudy/invented-with-group", study)
                        .status())
                .isBetween(200, 201);
        assertThat(anyone.get(registry + "/invented-with-group/fhir-r4.json").body())
                .contains("Group/NCT99999999-eligibility")
                .doesNotContain("member-filter");
    }

    @Test
    void aNumberIsPublishedFromTheThresholdOnAndNotBefore() {
        PublishedStudies published =
                new PublishedStudies(database, store, new Enrolments(database, subjects, Duration.ZERO), 3);
        String form = PublishedForms.form("ictrp")
                .write(published.now().study(INVENTED).orElseThrow());
        assertThat(form).doesNotContain("results_actual_enrolment");
        for (int i = 1; i <= 3; i++) {
            enrol("reg-" + i, ResearchSubjectStatus.ELIGIBLE);
            enrol("scr-" + i, ResearchSubjectStatus.SCREENING);
            PublicStudy study = published.now().study(INVENTED).orElseThrow();
            assertThat(study.registration().enrolment().actual()).isEqualTo(i < 3 ? null : Integer.valueOf(3));
            assertThat(study.registration().enrolment().withheld()).isEqualTo(i < 3);
            assertThat(PublishedForms.form("fhir-r4").write(study))
                    .contains(i < 3 ? "\"masked\"" : "\"valueUnsignedInt\": 3");
            if (i < 3) {
                assertThat(PublishedForms.form("fhir-r5").write(study)).doesNotContain("\"actualNumber\"");
                assertThat(study.changed())
                        .as("when somebody was enrolled is not told either")
                        .isBefore(study.changed().plusNanos(1))
                        .isEqualTo(study.study().getMeta().getLastUpdated().toInstant());
            }
        }
    }

    private void enrol(String id, ResearchSubjectStatus status) {
        ResearchSubject subject = Labs.subject(id, status);
        subject.setStudy(new Reference("ResearchStudy/" + INVENTED));
        Answer answer = sites.as("coordinator").post("", Labs.transaction(Labs.participant(id)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        // The invented study has no criteria, by which nobody becomes eligible: the server itself writes it so.
        subjects.update(subject, new SystemRequestDetails());
    }
}
