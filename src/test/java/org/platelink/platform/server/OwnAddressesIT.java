package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client says by the address at which it reaches the server means what is here. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class OwnAddressesIT {

    private final FhirClient client;
    private final FhirClient laboratory;
    private String base = "";

    OwnAddressesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        laboratory = FhirClient.of(port, "ehr-demo");
    }

    @BeforeAll
    void participant() {
        Answer answer = client.post("", Labs.transaction(Labs.participant("own-1")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String self = client.get("/Patient?_id=own-1").bundle().getLink("self").getUrl();
        base = self.substring(0, self.indexOf("/Patient"));
    }

    private Observation result(String identifier) {
        Observation result = Labs.platelets("own-1", identifier, "27", "10*9/L", "2026-02-01");
        result.setSubject(new Reference(base + "/Patient/own-1"));
        return result;
    }

    @Test
    void inAReferenceOfAnyDoor() {
        assertThat(client.post("/Observation", result("own-create")).status()).isEqualTo(201);
        assertThat(laboratory.post("/Observation", result("own-laboratory")).status())
                .isEqualTo(201);
        Answer transaction = client.post("", Labs.transaction(result("own-transaction")));
        assertThat(transaction.status()).as(transaction.body()).isEqualTo(200);
        Bundle batch = Labs.transaction(result("own-batch")).setType(Bundle.BundleType.BATCH);
        assertThat(client.post("", batch).body()).contains("201");

        for (String identifier : new String[] {"own-create", "own-laboratory", "own-transaction", "own-batch"}) {
            Bundle found = client.get(
                            "/Observation?subject=Patient/own-1&identifier=https://hospital.example/lab|" + identifier)
                    .bundle();
            assertThat(found.getEntry()).as(identifier).hasSize(1);
            assertThat(((Observation) found.getEntryFirstRep().getResource())
                            .getSubject()
                            .getReference())
                    .isEqualTo("Patient/own-1");
        }
    }

    @Test
    void inThePatch() {
        Answer created = client.post("/Observation", result("own-patch"));
        String id = created.as(Observation.class).getIdPart();

        Answer answer = client.send(
                "PATCH",
                "/Observation/" + id,
                "application/json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"" + base + "/Patient/own-1\"}]");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(client.get("/Observation/" + id)
                        .as(Observation.class)
                        .getSubject()
                        .getReference())
                .isEqualTo("Patient/own-1");
    }

    @Test
    void inTheAddressOfAnEntry() {
        Patient participant = Labs.participant("own-entry");
        Bundle bundle = Labs.transaction(participant);
        bundle.getEntryFirstRep().setFullUrl(base + "/Patient/own-entry");
        bundle.getEntryFirstRep().getRequest().setUrl(base + "/Patient/own-entry");

        Answer answer = client.post("", bundle);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(client.get("/Patient/own-entry").status()).isEqualTo(200);
        Bundle read = new Bundle().setType(Bundle.BundleType.BATCH);
        read.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl(base + "/Patient?_id=own-entry");
        assertThat(client.post("", read).body()).contains("\"id\":\"own-entry\"");
    }

    @Test
    void inASearch() {
        assertThat(client.post("/Observation", result("own-search")).status()).isEqualTo(201);
        String search = "&identifier=https://hospital.example/lab|own-search";

        for (String asked : new String[] {
            "/Observation?subject=" + base + "/Patient/own-1" + search,
            "/Observation?patient=" + base + "/Patient/own-1" + search,
            "/Observation?subject=Patient/nobody," + base + "/Patient/own-1" + search,
        }) {
            assertThat(client.get(asked).bundle().getEntry()).as(asked).hasSize(1);
        }
        assertThat(client.get("/Observation/$lastn?subject=" + base + "/Patient/own-1")
                        .bundle()
                        .getEntry())
                .isNotEmpty();
    }

    @Test
    void anotherServersIsNot() {
        Observation result = result("own-other");
        result.setSubject(new Reference("http://elsewhere.example/fhir/Patient/own-1"));

        assertThat(client.post("/Observation", result).status()).isBetween(400, 422);
        assertThat(client.get("/Observation?subject=http://elsewhere.example/fhir/Patient/own-1")
                        .bundle()
                        .getEntry())
                .isEmpty();
    }
}
