package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One identifier means one result, whether a coordinator or a laboratory stores it first. */
@ServerTest
class OneIdentifierIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String SUBJECT = "one-identifier-1";

    private final FhirClient coordinator;
    private final FhirClient ehr;
    private String number;

    OneIdentifierIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        ehr = FhirClient.of(port, "ehr-demo");
    }

    @BeforeEach
    void aSubject() {
        if (coordinator.get("/Patient/" + SUBJECT).status() != 200) {
            coordinator.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
        number = "one-" + UUID.randomUUID();
    }

    private Observation result(String value) {
        return Labs.platelets(SUBJECT, number, value, "10*9/L", "2026-03-05");
    }

    private String condition() {
        return "identifier=" + LAB + "|" + number;
    }

    private List<Observation> stored() {
        return coordinator.get("/Observation?" + condition()).bundle().getEntry().stream()
                .map(entry -> (Observation) entry.getResource())
                .toList();
    }

    @Test
    void aLaboratorysConditionalCreateSeesWhatACoordinatorStored() {
        String id = coordinator
                .post("/Observation", result("27.40"))
                .as(Observation.class)
                .getIdElement()
                .getIdPart();

        Answer alone = ehr.post("/Observation", result("28"), "If-None-Exist", condition());
        Bundle many = Labs.transaction(result("29"));
        many.getEntryFirstRep()
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation")
                .setIfNoneExist(condition());
        Answer inATransaction = ehr.post("", many);

        assertThat(alone.status()).as(alone.body()).isEqualTo(200);
        assertThat(inATransaction.bundle().getEntryFirstRep().getResponse().getStatus())
                .startsWith("200");
        assertThat(inATransaction.bundle().getEntryFirstRep().getResponse().getLocation())
                .contains(id);
        assertThat(stored()).hasSize(1);
        assertThat(stored().get(0).getValueQuantity().getValue()).hasToString("27.40");
    }

    @Test
    void aLaboratorysConditionalUpdateChangesWhatACoordinatorStored() {
        coordinator.post("/Observation", result("27.40"));

        Answer answer = ehr.put("/Observation?" + condition(), result("28.10"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(stored()).hasSize(1);
        assertThat(stored().get(0).getValueQuantity().getValue()).hasToString("28.10");
    }

    @Test
    void aLaboratorysResultIsTheOneThatACoordinatorStored() {
        coordinator.post("/Observation", result("27.40"));

        ehr.post("/Observation", result("28.10"));
        ehr.post("/Observation", result("28.20"));

        assertThat(stored()).hasSize(1);
        assertThat(stored().get(0).getValueQuantity().getValue()).hasToString("28.20");
    }

    @Test
    void severalAreNotOne() {
        coordinator.post("/Observation", result("27"));
        coordinator.post("/Observation", result("28"));

        Answer create = ehr.post("/Observation", result("29"), "If-None-Exist", condition());
        Answer update = ehr.put("/Observation?" + condition(), result("29"));

        assertThat(create.status()).as(create.body()).isEqualTo(412);
        assertThat(update.status()).as(update.body()).isEqualTo(412);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aCoordinatorsConditionSeesWhatALaboratoryStored() {
        ehr.post("/Observation", result("27"));

        assertThat(coordinator
                        .post("/Observation", result("28"), "If-None-Exist", condition())
                        .status())
                .isEqualTo(200);
        assertThat(coordinator.put("/Observation?" + condition(), result("29")).status())
                .isEqualTo(200);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void anIdThatTheServerDrewCanBePut() {
        Observation first = coordinator.post("/Observation", result("27")).as(Observation.class);
        Observation changed = result("28.30");
        changed.setId(first.getIdElement().getIdPart());

        Answer answer = ehr.put("/Observation/" + changed.getIdElement().getIdPart(), changed);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(stored().get(0).getValueQuantity().getValue()).hasToString("28.30");
    }

    @Test
    void aConditionNamesAnIdentifierOfItsResult() {
        Answer answer = ehr.post("/Observation", result("27"), "If-None-Exist", "identifier=" + LAB + "|another");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("names an identifier that the resource itself has");
    }
}
