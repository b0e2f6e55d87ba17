package org.platelink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class LaboratoryPatchesIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String SUBJECT = "lab-patches-1";
    private static final String AMEND = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"},"
            + "{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":31.50}]";

    private final FhirClient coordinator;
    private final FhirClient ehr;
    private String number;

    LaboratoryPatchesIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        ehr = FhirClient.of(port, "ehr-demo");
    }

    @BeforeEach
    void aSubject() {
        if (coordinator.get("/Patient/" + SUBJECT).status() != 200) {
            coordinator.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
        number = "lab-patches-" + UUID.randomUUID();
    }

    private Observation stored() {
        return (Observation) coordinator
                .get("/Observation?identifier=" + LAB + "|" + number)
                .bundle()
                .getEntryFirstRep()
                .getResource();
    }

    private Observation result() {
        return Labs.platelets(SUBJECT, number, "27.40", "10*9/L", "2026-03-05");
    }

    private Answer patch(String path, String patch, String... headers) {
        return ehr.send("PATCH", path, "application/json-patch+json", patch, headers);
    }

    @Test
    void aLaboratoryPatchesWhatItDelivered() {
        ehr.post("/Observation", result());
        String address = "/Observation/" + stored().getIdElement().getIdPart();

        Answer stale = patch(address, AMEND, "If-Match", "W/\"7\"");
        Answer answer = patch(address, AMEND);

        assertThat(stale.status()).as(stale.body()).isEqualTo(412);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(stored().getValueQuantity().getValue()).hasToString("31.50");
        assertThat(stored().getStatus().toCode()).isEqualTo("amended");
    }

    @Test
    void byItsIdentifierAndNotInATransaction() {
        ehr.post("/Observation", result());
        Answer byIdentifier = patch("/Observation?identifier=" + LAB + "|" + number, AMEND);
        Answer inATransaction = ehr.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Parameters\","
                        + "\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},"
                        + "{\"name\":\"path\",\"valueString\":\"Observation.value.value\"},{\"name\":\"value\",\"valueDecimal\":32.10}]}]},"
                        + "\"request\":{\"method\":\"PATCH\",\"url\":\"Observation/"
                        + stored().getIdElement().getIdPart() + "\"}}]}");

        assertThat(byIdentifier.status()).as(byIdentifier.body()).isEqualTo(200);
        assertThat(inATransaction.status()).as(inATransaction.body()).isEqualTo(400);
        assertThat(inATransaction.issues()).contains("delivers a whole Observation");
        assertThat(stored().getValueQuantity().getValue()).hasToString("31.50");
    }

    @Test
    void aLaboratoryPatchesNothingThatItCannotKnow() {
        coordinator.post("/Observation", result());
        String address = "/Observation/" + stored().getIdElement().getIdPart();

        Answer fits = patch(address, "[{\"op\":\"test\",\"path\":\"/valueQuantity/value\",\"value\":27.40}]");
        Answer fitsNot = patch(address, "[{\"op\":\"test\",\"path\":\"/valueQuantity/value\",\"value\":1}]");
        Answer nothing = patch("/Observation/99999999", AMEND);

        assertThat(fits.status()).as(fits.body()).isEqualTo(403);
        assertThat(fitsNot.status()).isEqualTo(403);
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(404);
    }

    @Test
    void aPatchMovesNoResultToAnother() {
        coordinator.post("", Labs.transaction(Labs.participant("lab-patches-2")));
        ehr.post("/Observation", result());

        Answer answer = patch(
                "/Observation/" + stored().getIdElement().getIdPart(),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/lab-patches-2\"}]");

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(stored().getSubject().getReference()).isEqualTo("Patient/" + SUBJECT);
    }
}
