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
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Messages of HL7 v2 over HTTPS, as a synthetic laboratory sends them. */
@ServerTest
class IntakeIT {

    @LocalServerPort
    int port;

    private Messages laboratory;
    private FhirClient analyst;
    private String number;
    private String patient;
    private String order;

    @BeforeEach
    void aParticipantWhomTheLaboratoryKnows() {
        laboratory = new Messages(port);
        analyst = FhirClient.of(port, "analyst-demo");
        number = unique("SYN-");
        patient = laboratory.participant(number);
        order = unique("ORD");
    }

    private List<Observation> results() {
        return laboratory.results(patient);
    }

    private String send(String time, String issued, String... results) {
        Answer answer = laboratory.send(oru(unique("M"), time, number, order, issued, results));
        assertThat(answer.body()).contains("MSA|AA|");
        return laboratory.fateOf(id(answer));
    }

    @Test
    void aResultIsStoredWithItsReportItsSourceAndTheWordsOfTheLaboratory() {
        Answer answer = laboratory.send(
                oru(unique("M"), "20260302090000+0800", number, order, "20260302085500+0800", platelets("27.0", "F")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(code(answer)).isEqualTo("AA");
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("applied");
        Observation result = results().get(0);
        assertThat(result.getValueQuantity().getValue()).isEqualByComparingTo("27.0");
        assertThat(result.getValueQuantity().getValueElement().getValueAsString())
                .isEqualTo("27.0");
        assertThat(result.getValueQuantity().getCode()).isEqualTo("10*9/L");
        assertThat(result.getCode().getCoding())
                .extracting(coding -> coding.getSystem() + "|" + coding.getCode())
                .contains("http://loinc.org|777-3", "https://platelink.org/site/site-unknown/lab-codes|PLT");
        assertThat(result.getMeta().getSource()).startsWith("urn:uuid:" + id(answer));
        DiagnosticReport report = (DiagnosticReport) analyst.get("/DiagnosticReport?subject=Patient/" + patient)
                .bundle()
                .getEntryFirstRep()
                .getResource();
        assertThat(report.getResultFirstRep().getReference())
                .isEqualTo("Observation/" + result.getIdElement().getIdPart());
        Bundle sources = analyst.get("/Provenance?target=Observation/"
                        + result.getIdElement().getIdPart())
                .bundle();
        assertThat(((Provenance) sources.getEntryFirstRep().getResource())
                        .getEntityFirstRep()
                        .getWhat()
                        .getIdentifier()
                        .getValue())
                .isEqualTo(id(answer));
    }

    @Test
    void aResultShowsWhereItWasMeasuredAndThatItsTubeHadClotted() {
        String obx = platelets("27", "F")
                + "|||20260302081500+0800|LAB01^Central laboratory^L|77^TECHNICIAN^SYNTHETIC||XN-1^LIS~CORE^LIS||LA^Left arm^HL70163"
                + "|||Reference Lab^D^^^^CLIA&2.16.840.1.113883.4.7&ISO^XX^^^10D0000000|Street 1^^City|44^DIRECTOR^SYNTHETIC";
        String tube = unique("T");
        String message = oru(unique("M"), "20260302090000+0800", number, order, "20260302085500+0800", obx)
                        .replace("\rOBR|", "\rNTE|1|L|Fasting.\rOBR|")
                + "SPM|1|^" + tube
                + "&LIS||WB^Whole blood^HL70487||EDTA^EDTA^HL70371|VENIP^Venipuncture^HL70488|LA^Left arm"
                + "^HL70163||||4^mL||fibrin strands seen|||20260302081500+0800||||RHE^Hemolyzed^HL70490|||CLOT^Clotted^HL70493\r";

        Answer answer = laboratory.send(message);

        assertThat(laboratory.fateOf(id(answer))).as(answer.body()).isEqualTo("applied");
        Observation result = results().get(0);
        assertThat(result.getContained()).hasSize(4);
        assertThat(result.getPerformer()).hasSize(2);
        assertThat(result.getBodySite().getText()).isEqualTo("Left arm");
        Answer stored = analyst.get("/Observation/" + result.getIdElement().getIdPart());
        assertThat(stored.body()).doesNotContain("TECHNICIAN", "DIRECTOR");
        Specimen specimen =
                analyst.get("/" + result.getSpecimen().getReference()).as(Specimen.class);
        assertThat(specimen.getConditionFirstRep().getText()).isEqualTo("Clotted");
        assertThat(specimen.getStatus().toCode()).isEqualTo("unsatisfactory");
        assertThat(analyst.get("/$sql-run?subjectReference=Library/labs-long&_format=csv&header=false&patient=Patient/"
                                + patient)
                        .body())
                .contains(",WB,EDTA,CLOT,RHE,Reference Lab,10D0000000,XN-1");
        assertThat(analyst.get("/DiagnosticReport?subject=Patient/" + patient).body())
                .contains("Fasting.");

        // The state alone (U) says nothing new of where it was measured.
        send("20260302100000+0800", "20260302095500+0800", "NM|PLT^Platelets^L||||||||U");

        assertThat(results().get(0).getContained()).hasSize(4);
        assertThat(results().get(0).getDevice().getReference()).isEqualTo("#device");
    }

    @Test
    void plateletsCorrectedToClumpedLeaveNoFalseNumberAndKeepTheirHistory() {
        send("20260302090000+0800", "20260302085500+0800", platelets("42", "F"));
        String id = results().get(0).getIdElement().getIdPart();

        send("20260302100000+0800", "20260302095500+0800", "TX|PLT^Platelets^L||Clumped|||A|||C");

        assertThat(results()).hasSize(1);
        Observation now = results().get(0);
        assertThat(now.getIdElement().getIdPart()).isEqualTo(id);
        assertThat(now.getStatus().toCode()).isEqualTo("corrected");
        assertThat(now.hasValue()).isFalse();
        assertThat(now.getDataAbsentReason().getText()).isEqualTo("Clumped");
        Observation first = analyst.get("/Observation/" + id + "/_history/1").as(Observation.class);
        assertThat(first.getValueQuantity().getValue()).isEqualByComparingTo("42");
        assertThat(analyst.get("/Observation?subject=Patient/" + patient + "&value-quantity=42")
                        .bundle()
                        .getEntry())
                .isEmpty();
        assertThat(analyst.get("/Provenance?target=Observation/" + id).bundle().getEntry())
                .hasSize(2);
    }

    @Test
    void anOlderStateThatComesLaterIsSuperseded() {
        send("20260302100000+0800", "20260302095500+0800", platelets("43", "C"));

        assertThat(send("20260302090000+0800", "20260302085500+0800", platelets("42", "F")))
                .isEqualTo("superseded");

        assertThat(results().get(0).getValueQuantity().getValue()).isEqualByComparingTo("43");
    }

    @Test
    void anOlderMessageStillBringsWhatNoNewerOneHas() {
        send("20260302100000+0800", "20260302095500+0800", platelets("43", "F"));

        String alt = "NM|ALT^ALT^L||31|U/L|<40|N|||F";
        assertThat(send("20260302090000+0800", "20260302085500+0800", platelets("42", "P"), alt))
                .isEqualTo("applied");

        assertThat(results()).hasSize(2);
        DiagnosticReport report = (DiagnosticReport) analyst.get("/DiagnosticReport?subject=Patient/" + patient)
                .bundle()
                .getEntryFirstRep()
                .getResource();
        assertThat(report.getResult()).hasSize(2);
        assertThat(results())
                .anySatisfy(one -> assertThat(one.getValueQuantity().getValue()).isEqualByComparingTo("43"));
    }

    @Test
    void aFinalResultDoesNotBecomePreliminaryAgain() {
        send("20260302090000+0800", "20260302085500+0800", platelets("42", "F"));

        assertThat(send("20260302100000+0800", "20260302095500+0800", platelets("44", "P")))
                .isEqualTo("parked");

        assertThat(results().get(0).getValueQuantity().getValue()).isEqualByComparingTo("42");
    }

    @Test
    void aStateThatComesWithoutItsValueLeavesTheValue() {
        send("20260302090000+0800", "20260302085500+0800", platelets("42", "P"));

        send("20260302100000+0800", "20260302095500+0800", "NM|PLT^Platelets^L|||10*9/L|||||U");

        assertThat(results().get(0).getStatus().toCode()).isEqualTo("final");
        assertThat(results().get(0).getValueQuantity().getValue()).isEqualByComparingTo("42");
    }

    @Test
    void aResultThatIsTakenBackDoesNotWaitBecauseItsUnitIsUnknown() {
        send("20260302090000+0800", "20260302085500+0800", platelets("42", "F"));

        send("20260302100000+0800", "20260302095500+0800", "NM|PLT^Platelets^L||42|" + unique("u") + "||A|||W");

        assertThat(results().get(0).getStatus().toCode()).isEqualTo("entered-in-error");
        assertThat(results().get(0).hasValue()).isFalse();
    }

    @Test
    void theSameMessageAgainIsAnsweredByWhatBecameOfTheFirstAndDoesNothing() {
        String message =
                oru(unique("M"), "20260302090000+0800", number, order, "20260302085500+0800", platelets("27", "F"));
        Answer first = laboratory.send(message);
        laboratory.fateOf(id(first));

        Answer again = laboratory.send(message.replace("\r", "\r\n"));

        assertThat(again.body()).contains("\rMSA|AA|M").doesNotContain("ERR|");
        assertThat(laboratory.message(id(again)).path("status").asText()).isEqualTo("duplicate");
        assertThat(laboratory.message(id(again)).path("duplicateOf").asText()).isEqualTo(id(first));
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void theSameControlIdWithOtherContentIsRefused() {
        String control = unique("M");
        laboratory.send(oru(control, "20260302090000", number, order, "20260302085500", platelets("27", "F")));

        Answer other =
                laboratory.send(oru(control, "20260302090000", number, order, "20260302085500", platelets("28", "F")));

        assertThat(other.status()).isEqualTo(422);
        assertThat(code(other)).isEqualTo("AE");
        assertThat(other.body()).contains("205", "control-id-reused", "new control id");
        assertThat(laboratory.message(id(other)).path("status").asText()).isEqualTo("rejected");
    }

    @Test
    void anUnknownPatientWaitsUntilSheIsLinked() {
        String stranger = unique("SYN-");
        Answer answer = laboratory.send(
                oru(unique("M"), "20260302090000", stranger, order, "20260302085500", platelets("27", "F")));

        assertThat(code(answer)).isEqualTo("AA");
        assertThat(answer.body()).contains("|W|", "unknown-subject").doesNotContain(stranger);
        assertThat(laboratory.message(id(answer)).path("status").asText()).isEqualTo("parked");

        laboratory.link(patient, stranger);

        laboratory.awaitApplied(id(answer));
        assertThat(results()).hasSize(1);
    }

    @Test
    void anUnmappedCodeIsAWorkItemUntilTheMapHasIt() {
        String code = unique("X");
        Answer answer = laboratory.send(oru(
                unique("M"),
                "20260302090000",
                number,
                order,
                "20260302085500",
                "NM|" + code + "^Something^L||27|10*9/L||L|||F"));

        assertThat(answer.body()).contains("unmapped-code", code);
        JsonNode item = null;
        for (JsonNode one : laboratory.get("/intake/work-items")) {
            item = one.path("key").asText().endsWith("|" + code) ? one : item;
        }
        assertThat(item).isNotNull();
        assertThat(item.path("messages").asInt()).isEqualTo(1);

        map(code, "777-3");

        laboratory.awaitApplied(id(answer));
        assertThat(results().get(0).getCode().getCodingFirstRep().getCode()).isEqualTo("777-3");
    }

    /** A new code of the laboratory that means one of LOINC. */
    private String mapped(String loinc) {
        String code = unique("X");
        map(code, loinc);
        return code;
    }

    private void map(String code, String loinc) {
        FhirClient coordinator = FhirClient.at(port);
        String map = coordinator.get("/ConceptMap/lab-codes-site-unknown").body();
        String mended = map.replaceFirst(
                "\"element\" ?: ?\\[",
                "\"element\":[{\"code\":\"" + code + "\",\"target\":[{\"code\":\"" + loinc
                        + "\",\"equivalence\":\"equivalent\"}]},");
        Answer changed = coordinator.put("/ConceptMap/lab-codes-site-unknown", mended);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    @Test
    void twoCodesOfTheLaboratoryForOneOfLoincAreTwoResultsHoweverTheyAreSent() {
        String citrate = mapped("777-3");
        String counted = "NM|" + citrate + "^Platelets, citrate^L||31|10*9/L||L|||F";

        assertThat(send("20260302090000", "20260302085500", counted)).isEqualTo("applied");
        assertThat(send("20260302091000", "20260302090500", platelets("12", "F")))
                .isEqualTo("applied");
        assertThat(send("20260302092000", "20260302091500", platelets("13", "C"), counted))
                .isEqualTo("applied");

        assertThat(results())
                .extracting(result -> result.getValueQuantity().getValue().intValue())
                .containsExactlyInAnyOrder(31, 13);
        DiagnosticReport report = (DiagnosticReport) analyst.get("/DiagnosticReport?subject=Patient/" + patient)
                .bundle()
                .getEntryFirstRep()
                .getResource();
        assertThat(report.getResult())
                .extracting(reference -> reference.getReferenceElement().getIdPart())
                .containsExactlyInAnyOrderElementsOf(results().stream()
                        .map(result -> result.getIdElement().getIdPart())
                        .toList());
    }

    @Test
    void whatIsImplausibleWaitsAndIsNotStored() {
        Answer answer = laboratory.send(
                oru(unique("M"), "20260302090000", number, order, "20260302085500", platelets("27000", "F")));

        assertThat(answer.body()).contains("implausible-value", "physically possible");
        assertThat(laboratory.message(id(answer)).path("status").asText()).isEqualTo("parked");
        assertThat(results()).isEmpty();
        assertThat(laboratory.retry(id(answer)).status()).isEqualTo(202);
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("parked");
    }

    @Test
    void aResultThatStandsBelowNoOrderIsNotTakenInSilence() {
        String message = message().replace("\rOBR|", "\rOBX|1|NM|PLT^Platelets^L||9|10*9/L||L|||F\rOBR|");

        Answer answer = laboratory.send(message);

        assertThat(code(answer)).isEqualTo("AE");
        assertThat(answer.body()).contains("OBX^1", "results-not-accounted", "belong to no order");
        assertThat(laboratory.message(id(answer)).path("status").asText()).isEqualTo("parked");
        assertThat(results()).isEmpty();
    }

    @Test
    void anotherTypeAnotherProcessingIdAndNoHeaderAreRejectedByName() {
        assertThat(laboratory.send(message().replace("ORU^R01", "ADT^A01")).body())
                .contains("|AR|", "message-type");
        assertThat(laboratory.send(message().replace("|P|2.5.1", "|T|2.5.1")).body())
                .contains("|AR|", "processing-id");
        assertThat(laboratory.send("no message at all").body()).contains("|AR|", "no-header");
        assertThat(laboratory.send("FHS|^~\\&\rBHS|^~\\&\r" + message()).body()).contains("|AE|", "batch");
    }

    private String message() {
        return oru(unique("M"), "20260302090000", number, order, "20260302085500", platelets("27", "F"));
    }

    @Test
    void aTextOfTheJournalIsForTheCoordinatorAloneByteForByte() {
        String message = oru(unique("M"), "20260302090000", number, order, "20260302085500", platelets("27", "F"));
        String id = id(laboratory.send(message));

        Answer text = FhirClient.at(port).get(laboratory.url("/intake/messages/" + id + "/text"));
        assertThat(text.body()).isEqualTo(message);
        assertThat(FhirClient.of(port, "ehr-demo")
                        .get(laboratory.url("/intake/messages/" + id + "/text"))
                        .status())
                .isEqualTo(403);
        assertThat(analyst.get(laboratory.url("/intake/messages/" + id)).status())
                .isEqualTo(403);
        assertThat(FhirClient.withoutToken(port)
                        .get(laboratory.url("/intake/messages"))
                        .status())
                .isEqualTo(401);
        assertThat(FhirClient.of(port, "ehr-demo")
                        .get(laboratory.url("/intake/messages/" + id))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNoHl7ByItsTypeIsNotTaken() {
        Answer answer =
                FhirClient.of(port, "ehr-demo").send("POST", laboratory.url("/intake/hl7v2"), "application/json", "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.issues()).contains("application/hl7-v2");
        assertThat(analyst.send("POST", laboratory.url("/intake/hl7v2"), "application/hl7-v2", "MSH")
                        .status())
                .isEqualTo(403);
    }
}
