package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class ConditionalReferencesIT {

    private static final String SYNTHETIC = "https://platelink.org/synthetic";

    private final int port;
    private TwoSites sites;

    ConditionalReferencesIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
        sites.as("coordinator").post("", Labs.transaction(Labs.participant("references-a")));
        sites.as("coordinator-b")
                .put(
                        "/Patient/site-b.references-b",
                        FhirClient.json(TwoSites.participant("site-b.references-b", "site-b")));
    }

    private static String transaction(String identifier, String reference, String... more) {
        String result = FhirClient.json(Labs.platelets("REFERENCE", identifier, "20", "10*9/L", "2026-03-05"))
                .replace("Patient/REFERENCE", reference);
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + result
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}" + String.join("", more) + "]}";
    }

    @Test
    void aSubjectIsFoundByItsIdentifier() {
        for (String who : List.of("coordinator", "ehr")) {
            Answer answer = sites.as(who)
                    .post("", transaction("references-" + who, "Patient?identifier=" + SYNTHETIC + "%7Creferences-a"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(sites.as("coordinator")
                            .get("/"
                                    + answer.bundle()
                                            .getEntryFirstRep()
                                            .getResponse()
                                            .getLocation())
                            .as(Observation.class)
                            .getSubject()
                            .getReference())
                    .isEqualTo("Patient/references-a");
        }
    }

    @Test
    void whatTheTransactionWritesIsFoundToo() {
        String patient = FhirClient.json(Labs.participant("references-new"));
        Answer answer = sites.as("coordinator")
                .post(
                        "",
                        transaction(
                                "references-within",
                                "Patient?identifier=" + SYNTHETIC + "|references-new",
                                ",{\"resource\":" + patient
                                        + ",\"request\":{\"method\":\"PUT\",\"url\":\"Patient/references-new\"}}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void anotherSitesIsAnsweredLikeNobodys() {
        String system = SYNTHETIC;
        Answer there = sites.as("coordinator")
                .post("", transaction("references-x", "Patient?identifier=" + system + "|site-b.references-b"));
        Answer nobody = sites.as("coordinator")
                .post("", transaction("references-x", "Patient?identifier=" + system + "|site-b.references-n"));

        assertThat(there.status()).as(there.body()).isEqualTo(412);
        assertThat(nobody.status()).isEqualTo(there.status());
        assertThat(nobody.issues()).isEqualTo(there.issues());
    }

    @Test
    void noOtherSearchIsAsked() {
        for (String search :
                List.of("Patient?gender=female", "Patient?_id=references-a", "Patient?identifier=references-a")) {
            Answer answer = sites.as("coordinator").post("", transaction("references-y", search));

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.issues()).contains("Bundle.entry[0].resource.ofType(Observation).subject");
        }
        assertThat(sites.as("coordinator")
                        .post(
                                "",
                                transaction("references-z", "Patient?identifier=https://hospital-b.example/patients|1"))
                        .status())
                .isEqualTo(403);
    }
}
