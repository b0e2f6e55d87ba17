package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.code;
import static org.platelink.laboratory.intake.Messages.id;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;
import static org.platelink.laboratory.intake.Messages.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
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

/**
 * What is stored of a message of which not all is known, and what its sender is told at once. All numbers are made
 * up.
 */
@ServerTest
class PartialIntakeIT {

    @LocalServerPort
    int port;

    private Messages laboratory;
    private String number;
    private String patient;
    private String order;

    @BeforeEach
    void aParticipantWhomTheLaboratoryKnows() {
        laboratory = new Messages(port);
        number = unique("SYN-");
        patient = laboratory.participant(number);
        order = unique("ORD");
    }

    @Test
    void oneUnmappedCodeDoesNotHoldBackTheOthersAndIsAppliedWhenTheMapHasIt() {
        String unknown = unique("X");
        Answer answer = send(
                platelets("27", "F"),
                "NM|" + unknown + "^Something^L||3.5|g/L^^UCUM||L|||F",
                "NM|ALT^ALT^L||31|U/L|<40|N|||F");

        assertThat(code(answer)).isEqualTo("AA");
        assertThat(answer.body()).contains("|W|", "OBX^2^3", "unmapped-code", unknown);
        String id = id(answer);
        assertThat(laboratory.fateOf(id)).isEqualTo("partial");
        JsonNode message = laboratory.message(id);
        assertThat(message.path("results").asInt()).isEqualTo(3);
        assertThat(message.path("held").asInt()).isEqualTo(1);
        assertThat(message.path("leftOut").asInt()).isZero();
        assertThat(message.path("findings").get(0).path("place").asText()).isEqualTo("OBX[2]-3");
        List<Observation> before = laboratory.results(patient);
        assertThat(before).hasSize(2);
        assertThat(report().getResult()).hasSize(2);
        assertThat(laboratory.get("/intake/work-items").toString()).contains(unknown);

        map(unknown, "\"code\":\"2465-3\",\"equivalence\":\"equivalent\"");

        laboratory.awaitApplied(id);
        assertThat(laboratory.message(id).path("held").asInt()).isZero();
        assertThat(laboratory.message(id).path("findings")).isEmpty();
        assertThat(laboratory.results(patient)).hasSize(3);
        assertThat(report().getResult()).hasSize(3);
        for (Observation stored : before) {
            assertThat(laboratory.results(patient)).anySatisfy(now -> assertThat(
                            now.getIdElement().getIdPart() + now.getMeta().getVersionId())
                    .isEqualTo(
                            stored.getIdElement().getIdPart() + stored.getMeta().getVersionId()));
        }
    }

    @Test
    void whatIsNotOfThisStudyIsLeftOutAndCounted() {
        String index = unique("X");
        map(index, "\"equivalence\":\"unmatched\"");

        String id = id(send(
                platelets("27", "F"),
                "NM|" + index + "^Index^L||1|||||||F",
                "NM|30525-0^Age^LN||41|yr||L|||F",
                "ST|INDIC^Indication^L||Purpura||||||O"));

        assertThat(laboratory.fateOf(id)).isEqualTo("applied");
        assertThat(laboratory.message(id).path("results").asInt()).isEqualTo(4);
        assertThat(laboratory.message(id).path("leftOut").asInt()).isEqualTo(3);
        assertThat(laboratory.results(patient)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Preliminary, unknown-status, OBX^2^11",
        "f, unknown-status, OBX^2^11",
        "PENDING, unknown-status, OBX^2^11",
    })
    void aWordThatIsNoStateWaits(String state, String reason, String place) {
        Answer answer = send("NM|ALT^ALT^L||31|U/L|<40|N|||F", platelets("27", state));

        assertThat(answer.body()).contains(reason, place);
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("partial");
        assertThat(laboratory.results(patient)).hasSize(1);
    }

    @Test
    void anImplausibleValueIsNamedAtItsPlace() {
        Answer answer = send("NM|ALT^ALT^L||31|U/L|<40|N|||F", platelets("27000", "F"), platelets("28", "F"));

        assertThat(answer.body()).contains("implausible-value", "OBX^2^5").doesNotContain("OBX^1^", "OBX^3^");
        assertThat(laboratory.message(id(answer)).path("status").asText()).isEqualTo("parked");
    }

    @Test
    void aNoteThatNamesAPersonIsToldBeforeTheAnswer() {
        Answer labelled =
                laboratory.send(message(order, platelets("27", "F")) + "NTE|1||clumped\rNTE|2||Patient name: ZHANG\r");
        assertThat(code(labelled)).isEqualTo("AA");
        assertThat(labelled.body())
                .contains("|W|", "identifier-in-text", "NTE^2^3", "Take it out")
                .doesNotContain("ZHANG");
        assertThat(laboratory.message(id(labelled)).path("status").asText()).isEqualTo("parked");

        String named = message(unique("ORD"), platelets("27", "F"))
                .replace(number + "^^^HOSP^MR", number + "^^^HOSP^MR||Zebedee^Ada||||||||13800138000");
        assertThat(laboratory.send(named + "NTE|1||told Zebedee\r").body()).contains("identifier-in-text", "NTE^1^3");
        assertThat(laboratory
                        .send(named.replace("ORU^R01|", "ORU^R01|2") + "NTE|1||call 138-0013-8000\r")
                        .body())
                .contains("identifier-in-text");
        assertThat(laboratory.results(patient)).isEmpty();
    }

    @Test
    void aNumberThatIsThePatientsIsNoNumberOfAnOrderASampleOrAResult() {
        Answer ofOrder = laboratory.send(message(number, platelets("27", "F")));
        assertThat(ofOrder.body()).contains("identifier-in-text", "OBR^1^3").doesNotContain(number + "^LAB");
        assertThat(laboratory.message(id(ofOrder)).path("status").asText()).isEqualTo("parked");

        assertThat(laboratory
                        .send(message(unique("ORD"), platelets("27", "F")) + "SPM|1|^" + number + "||BLD\r")
                        .body())
                .contains("identifier-in-text", "SPM^1^2");
        assertThat(send(platelets("27", "F") + "||||||||||" + number + "^LAB").body())
                .contains("identifier-in-text", "OBX^1^21");
        assertThat(laboratory.results(patient)).isEmpty();

        // That of somebody else says nothing of this one.
        String other = unique("SYN-");
        laboratory.participant(other);
        assertThat(laboratory.fateOf(id(laboratory.send(message(other, platelets("27", "F"))))))
                .isEqualTo("applied");
    }

    @Test
    void anOrderThatDoesNotSayWhatWasAskedForIsRefusedByName() {
        Answer answer = laboratory.send(message(order, platelets("27", "F")).replace("CBC^Blood count^L", ""));

        assertThat(code(answer)).isEqualTo("AE");
        assertThat(answer.body()).contains("no-order-code", "OBR^1^4");
    }

    @Test
    void aDocumentBesideACountWaitsByItselfHoweverLargeItIs() {
        String document = "A".repeat(1_500_000);

        Answer answer =
                send(platelets("27", "F"), "ED|PDF^Report^L||LIS^application^pdf^Base64^" + document + "||||||F");

        assertThat(answer.body()).contains("OBX^2^5", "unsupported-value");
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("partial");
        assertThat(laboratory.results(patient)).hasSize(1);
    }

    /** Whatever the transaction is called: its id says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"t-1", "alone"})
    void whatIsNotOfThisStudyIsLeftOutOfATransactionToo(String name) {
        String index = unique("X");
        map(index, "\"equivalence\":\"unmatched\"");
        Observation own = Labs.platelets(patient, unique("P"), "1", "10*9/L", "2026-03-02");
        own.setCode(new CodeableConcept(new Coding("https://platelink.org/site/site-unknown/lab-codes", index, null)));
        Observation age = Labs.result(patient, unique("P"), "30525-0", "41", "a", "2026-03-02");
        Observation count = Labs.platelets(patient, unique("P"), "27", "10*9/L", "2026-03-02");
        Bundle transaction = Labs.transaction(own, age, count, Labs.report(patient, unique("R"), "2026-03-02"));
        transaction.setId(name);
        for (int i = 0; i < 3; i++) {
            String address = "urn:uuid:0c0f6f6e-0000-4000-8000-00000000000" + i;
            transaction.getEntry().get(i).setFullUrl(address);
            ((DiagnosticReport) transaction.getEntry().get(3).getResource())
                    .addResult()
                    .setReference(address);
        }

        Answer answer = FhirClient.of(port, "ehr-demo").post("", transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("204", "204", "201", "201");
        assertThat(laboratory.results(patient)).hasSize(1);
        assertThat(report().getResult()).hasSize(1);
        JsonNode message = laboratory.message(answer.bundle().getIdentifier().getValue());
        assertThat(message.path("results").asInt()).isEqualTo(3);
        assertThat(message.path("leftOut").asInt()).isEqualTo(2);
    }

    @Test
    void anIdentifierOfTheSubjectIsNoNumberOfAResultInFhirEither() {
        Resource result = Labs.platelets(patient, number, "27", "10*9/L", "2026-03-02");

        Answer answer = FhirClient.of(port, "ehr-demo").post("", Labs.transaction(result));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issues()).contains("identifier[0].value", "which the site knows the participant");
        assertThat(laboratory.results(patient)).isEmpty();
    }

    private DiagnosticReport report() {
        return (DiagnosticReport) FhirClient.of(port, "analyst-demo")
                .get("/DiagnosticReport?subject=Patient/" + patient)
                .bundle()
                .getEntryFirstRep()
                .getResource();
    }

    private Answer send(String... results) {
        return laboratory.send(message(unique("ORD"), results));
    }

    private String message(String number, String... results) {
        return oru(unique("M"), "20260302090000+0800", this.number, number, "20260302085500+0800", results);
    }

    private void map(String code, String target) {
        FhirClient coordinator = FhirClient.at(port);
        String mended = coordinator
                .get("/ConceptMap/lab-codes-site-unknown")
                .body()
                .replaceFirst(
                        "\"element\" ?: ?\\[",
                        "\"element\":[{\"code\":\"" + code + "\",\"target\":[{" + target + "}]},");
        Answer changed = coordinator.put("/ConceptMap/lab-codes-site-unknown", mended);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }
}
