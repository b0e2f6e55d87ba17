package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.security.access.SiteQuestions.THERE;
import static org.platelink.security.access.SiteQuestions.own;
import static org.platelink.security.access.SiteQuestions.posted;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Identifiers of another site's namespaces: nowhere written, and by no condition found. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class IdentifiersOfOthersIT {

    private static final String SYNTHETIC = "https://platelink.org/synthetic";

    private final int port;
    private TwoSites sites;

    IdentifiersOfOthersIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
    }

    @Test
    void noTypeTakesAnIdentifierOfAnotherSite() {
        String planted = "\"identifier\":[{\"system\":\"" + TwoSites.LAB_B + "\",\"value\":\"planted\"}],";
        for (String type : SubjectsRecord.types()) {
            String one = type.equals("AdverseEvent") || type.equals("QuestionnaireResponse")
                    ? planted.replace("[", "").replace("]", "")
                    : planted;
            String json = SubjectsRecord.json(type, "x", "acc-a").replace("\"id\":\"x\",", one);
            Answer answer = sites.as("coordinator").post("/" + type, json);
            assertThat(answer.status()).as(type + answer.body()).isEqualTo(403);
            assertThat(answer.issues()).contains(type + ".identifier", "must be a namespace of your site");
        }
        Map<String, String> others = Map.of(
                "Patient",
                own("Patient", "x").replace(SYNTHETIC + "\",\"value\"", TwoSites.LAB_B + "\",\"value\""),
                "ResearchSubject",
                own("ResearchSubject", "x").replace("\"status\"", planted + "\"status\""),
                "ConceptMap",
                own("ConceptMap", "x")
                        .replaceFirst("\"status\"", planted.replace("[", "").replace("]", "") + "\"status\""));
        others.forEach((type, json) -> {
            assertThat(json).contains(TwoSites.LAB_B);
            Answer answer = sites.as("coordinator").post("/" + type, json);
            assertThat(answer.status()).as(type + answer.body()).isEqualTo(403);
        });
    }

    /** In what is contained, in a reference and in an extension too. */
    @Test
    void noPlaceTakesAnIdentifierOfAnotherSite() {
        String planted = "{\"system\":\"" + TwoSites.LAB_B + "\",\"value\":\"planted\"}";
        for (String part : List.of(
                "\"focus\":[{\"identifier\":" + planted + "}]",
                "\"extension\":[{\"url\":\"https://example.org/x\",\"valueIdentifier\":" + planted + "}]",
                "\"contained\":[{\"resourceType\":\"Specimen\",\"id\":\"s\",\"identifier\":[" + planted
                        + "]}],\"specimen\":{\"reference\":\"#s\"}")) {
            String json = own("Observation", "x")
                    .replace("\"id\":\"x\",", "")
                    .replace("\"status\":\"final\"", "\"status\":\"final\"," + part);
            Answer answer = sites.as("coordinator").post("/Observation", json);
            assertThat(answer.status()).as(part + answer.body()).isEqualTo(403);
            assertThat(answer.issues()).contains("must be a namespace of your site");
        }
    }

    @Test
    void aReferenceThatIsASearchFindsNothingOfAnotherSite() {
        for (String who : List.of("coordinator", "ehr")) {
            Answer others = searched(who, "Patient?identifier=" + TwoSites.LAB_B + "|1");
            assertThat(others.status()).as(others.body()).isEqualTo(403);
            assertThat(others.issues()).contains("must be a namespace of your site");
            assertThat(searched(who, "Patient?identifier=https://hospital.example/lab|1")
                            .status())
                    .isEqualTo(412);
        }
    }

    private Answer searched(String who, String search) {
        return sites.as(who)
                .post(
                        "",
                        posted(
                                "transaction",
                                "Observation",
                                own("Observation", "x")
                                        .replace("\"id\":\"x\",", "")
                                        .replace("Patient/acc-a", search)));
    }

    /** Somebody wrote in a namespace before it became another site's: that one's conditions find nothing of it. */
    @Test
    void aConditionNeverFindsAnotherSitesResource() {
        String namespace = "https://hospital-c.example/lab";
        String identifier = "\"identifier\":[{\"system\":\"" + namespace + "\",\"value\":\"early\"}],";
        String planted = SubjectsRecord.json("Condition", "x", THERE).replace("\"id\":\"x\",", identifier);
        assertThat(sites.as("coordinator-b").post("/Condition", planted).status())
                .isEqualTo(201);
        String[] made = new String[3];
        for (int i = 0; i < made.length; i++) {
            String value = i == 0 ? "early" : "early-" + i;
            made[i] = SubjectsRecord.json("Condition", "x", "site-c.p")
                    .replace("\"id\":\"x\",", identifier.replace("early", value));
            if (i > 0) {
                assertThat(sites.as("coordinator-b")
                                .post("/Condition", planted.replace("early", value))
                                .status())
                        .isEqualTo(201);
            }
        }
        assertThat(sites.as("operator")
                        .put(
                                "/Organization/site-c",
                                "{\"resourceType\":\"Organization\",\"id\":\"site-c\",\"name\":\"A third site, synthetic\"}")
                        .status())
                .isBetween(200, 201);
        sites.register("coordinator-c", "coordinator", "site-c", namespace, "system/*.crus");
        FhirClient client = sites.as("coordinator-c");
        assertThat(client.put("/Patient/site-c.p", FhirClient.json(TwoSites.participant("site-c.p", "site-c")))
                        .status())
                .isEqualTo(201);

        String condition = "identifier=" + namespace + "|early";
        Answer created = client.post("/Condition", made[0], "If-None-Exist", condition);
        Answer again = client.post("/Condition", made[0], "If-None-Exist", condition);
        Answer put = client.put("/Condition?" + condition + "-1", made[1]);
        Answer sent = client.post(
                "",
                posted("transaction", "Condition", made[2])
                        .replace("\"method\":\"POST\"", "\"method\":\"POST\",\"ifNoneExist\":\"" + condition + "-2\""));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(sent.body()).contains("201 Created");
    }
}
