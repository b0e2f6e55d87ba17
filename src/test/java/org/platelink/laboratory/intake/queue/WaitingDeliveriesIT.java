package org.platelink.laboratory.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.unique;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A delivery that waits for its participant asks when its turn comes for what it asked for when it came. */
@ServerTest
class WaitingDeliveriesIT {

    private static final String LAB = "https://hospital.example/lab";

    @LocalServerPort
    int port;

    private Messages laboratory;
    private FhirClient ehr;
    private String patient;

    @BeforeEach
    void aParticipantWhomTheHospitalKnows() {
        laboratory = new Messages(port);
        ehr = FhirClient.of(port, "ehr-demo");
        patient = laboratory.participant(unique("SYN-"));
    }

    private List<Observation> results() {
        return laboratory.results(patient);
    }

    private Observation ofUnknown(String unknown, String identifier, String value) {
        Observation result = Labs.platelets(patient, identifier, value, "10*9/L", "2026-03-02T08:15:00+08:00");
        result.setSubject(new Reference()
                .setIdentifier(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(unknown)));
        return result;
    }

    private static String kept(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Content-Location").orElseThrow().replaceFirst(".*/", "");
    }

    private Observation storedByTheCoordinator(String identifier, String value) {
        Answer made = FhirClient.at(port)
                .post(
                        "/Observation",
                        Labs.platelets(patient, identifier, value, "10*9/L", "2026-03-02T08:15:00+08:00"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.as(Observation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "in a transaction"})
    void whatWaitsIsCreatedOnConditionStill(String way) {
        String unknown = unique("SYN-");
        String identifier = unique("P");
        String condition = "identifier=" + LAB + "|" + identifier;
        Observation result = ofUnknown(unknown, identifier, "27");
        String waiting = kept(
                way.equals("alone")
                        ? ehr.post("/Observation", result, "If-None-Exist", condition)
                        : ehr.post("", Labs.transaction(result)));
        storedByTheCoordinator(identifier, "26.0");

        laboratory.link(patient, unknown);
        laboratory.awaitApplied(waiting);

        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getValueQuantity().getValue()).hasToString("26.0");
        assertThat(results().get(0).getMeta().getVersionId()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "in a transaction"})
    void whatWaitsIsUpdatedOnConditionStill(String way) {
        String unknown = unique("SYN-");
        String identifier = unique("P");
        Observation result = ofUnknown(unknown, identifier, "27.50");
        String url = "Observation?identifier=" + LAB + "|" + identifier;
        String waiting = kept(way.equals("alone") ? ehr.put("/" + url, result) : ehr.post("", put(url, result, null)));
        storedByTheCoordinator(identifier, "26.0");
        storedByTheCoordinator(identifier, "26.5");

        laboratory.link(patient, unknown);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        laboratory.message(waiting).toString())
                .contains("condition does not tell"));
        assertThat(laboratory.fateOf(waiting)).isEqualTo("parked");
        assertThat(results()).hasSize(2);
    }

    private static Bundle put(String url, Observation result, String ifMatch) {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(result)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(url)
                .setIfMatch(ifMatch);
        return transaction;
    }

    @ParameterizedTest
    @CsvSource({"alone,If-Match", "alone,If-None-Match", "in a transaction,If-Match", "in a transaction,If-None-Match"})
    void whatWaitsOverwritesNothingThatItWasNotToOverwrite(String way, String header) {
        String unknown = unique("SYN-");
        String identifier = unique("P");
        Observation stored = storedByTheCoordinator(identifier, "26.0");
        String id = stored.getIdElement().getIdPart();
        Observation result = ofUnknown(unknown, identifier, "27");
        result.setId(id);
        String value = header.equals("If-Match") ? "W/\"1\"" : "*";
        Bundle transaction = put("Observation/" + id, result, header.equals("If-Match") ? value : null);
        if (header.equals("If-None-Match")) {
            transaction.getEntryFirstRep().getRequest().setIfNoneMatch(value);
        }
        String waiting = kept(
                way.equals("alone") ? ehr.put("/Observation/" + id, result, header, value) : ehr.post("", transaction));
        stored.getValueQuantity().setValue(new BigDecimal("26.1"));
        assertThat(FhirClient.at(port).put("/Observation/" + id, stored).status())
                .isEqualTo(200);

        laboratory.link(patient, unknown);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        laboratory.message(waiting).toString())
                .contains(header));
        assertThat(laboratory.fateOf(waiting)).isEqualTo("parked");
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getValueQuantity().getValue()).hasToString("26.1");
    }

    @Test
    void whatWaitsUnderAnIdIsWrittenUnderThat() {
        String unknown = unique("SYN-");
        Observation stored = storedByTheCoordinator(unique("P"), "26.0");
        String id = stored.getIdElement().getIdPart();
        Observation result = ofUnknown(unknown, "none", "27.0");
        result.getIdentifier().clear();
        result.setId(id);
        String waiting = kept(ehr.put("/Observation/" + id, result));

        laboratory.link(patient, unknown);
        laboratory.awaitApplied(waiting);

        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getIdElement().getIdPart()).isEqualTo(id);
        assertThat(results().get(0).getValueQuantity().getValue()).hasToString("27.0");
    }

    @Test
    void whatWaitsRefersToItsOthersStill() {
        String unknown = unique("SYN-");
        Observation first = ofUnknown(unknown, unique("P"), "27");
        Observation second = ofUnknown(unknown, unique("P"), "28");
        second.addDerivedFrom(new Reference("Observation/first"));
        Bundle transaction = Labs.transaction(first, second);
        transaction.getEntry().get(0).setFullUrl("http://hospital.example/fhir/Observation/first");
        transaction.getEntry().get(1).setFullUrl("http://hospital.example/fhir/Observation/second");
        String waiting = kept(ehr.post("", transaction));

        laboratory.link(patient, unknown);
        laboratory.awaitApplied(waiting);

        assertThat(results()).hasSize(2);
        List<Observation> derived =
                results().stream().filter(Observation::hasDerivedFrom).toList();
        assertThat(derived).hasSize(1);
        assertThat(derived.get(0).getDerivedFromFirstRep().getReference())
                .isEqualTo(results().stream()
                        .filter(one -> !one.hasDerivedFrom())
                        .map(one -> "Observation/" + one.getIdElement().getIdPart())
                        .findFirst()
                        .orElseThrow());
    }
}
