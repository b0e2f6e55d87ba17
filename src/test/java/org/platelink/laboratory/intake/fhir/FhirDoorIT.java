package org.platelink.laboratory.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.unique;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an EHR delivers as FHIR, and that it meets what its laboratory delivers in HL7 v2. */
@ServerTest
class FhirDoorIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String FIRST_URN = "urn:uuid:0c0f6f6e-0000-4000-8000-000000000001";

    @LocalServerPort
    int port;

    private Messages laboratory;
    private FhirClient ehr;
    private FhirClient analyst;
    private String number;
    private String patient;

    @BeforeEach
    void aParticipantWhomTheHospitalKnows() {
        laboratory = new Messages(port);
        ehr = FhirClient.of(port, "ehr-demo");
        analyst = FhirClient.of(port, "analyst-demo");
        number = unique("SYN-");
        patient = laboratory.participant(number);
    }

    private Observation platelets(String identifier, String value) {
        Observation result = Labs.platelets(patient, identifier, value, "10*9/L", "2026-03-02T08:15:00+08:00");
        result.setSubject(new Reference()
                .setIdentifier(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(number)));
        return result;
    }

    private List<Observation> results() {
        return laboratory.results(patient);
    }

    @Test
    void anEhrNamesItsSubjectByTheIdentifierOfItsSite() {
        Answer answer = ehr.post("", Labs.transaction(platelets(unique("P"), "27")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("201");
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getSubject().hasIdentifier()).isFalse();
        String receipt = answer.bundle().getIdentifier().getValue();
        assertThat(laboratory.message(receipt).path("status").asText()).isEqualTo("applied");
        assertThat(results().get(0).getMeta().getSource()).startsWith("urn:uuid:" + receipt);
    }

    @Test
    void aResultKeepsTheLaboratoryTheDeviceAndTheSpecimenThatItComesWith() {
        String urn = "urn:uuid:0c0f6f6e-0000-4000-8000-00000000000a";
        Observation result = platelets(unique("P"), "27");
        Organization laboratory = new Organization().setName("Synthetic Laboratory");
        laboratory.setId("laboratory");
        laboratory.addAddress().setCity("City");
        Device device = new Device();
        device.setId("device");
        device.addIdentifier().setSystem("https://hospital.example/devices").setValue("XN-1");
        result.addContained(laboratory).addContained(device);
        result.addPerformer(new Reference("#laboratory")).setDevice(new Reference("#device"));
        result.setSpecimen(new Reference(urn));
        Specimen tube = new Specimen();
        tube.addIdentifier().setSystem(LAB).setValue(unique("T"));
        tube.setSubject(result.getSubject().copy());
        tube.addCondition(
                new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v2-0493", "CLOT", null)));
        Bundle transaction = Labs.transaction(result, tube);
        transaction.getEntry().get(1).setFullUrl(urn);

        Answer answer = ehr.post("", transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Observation stored = results().get(0);
        assertThat(stored.getContained())
                .extracting(one -> one.fhirType())
                .containsExactlyInAnyOrder("Organization", "Device");
        assertThat(stored.getPerformerFirstRep().getReference()).isEqualTo("#laboratory");
        assertThat(stored.getDevice().getReference()).isEqualTo("#device");
        assertThat(stored.getSpecimen().getReference()).startsWith("Specimen/");
        assertThat(analyst.get("/$sql-run?subjectReference=Library/labs-long&_format=csv&header=false&patient=Patient/"
                                + patient)
                        .body())
                .contains(",CLOT,,Synthetic Laboratory,,XN-1");
    }

    @Test
    void theSameAgainCreatesNothing() {
        Bundle transaction = Labs.transaction(platelets(unique("P"), "27"));
        ehr.post("", transaction);

        Answer again = ehr.post("", transaction);

        assertThat(again.bundle().getEntryFirstRep().getResponse().getStatus()).isEqualTo("200 OK");
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void aResultComesInHl7AndInFhirAndIsOne() {
        String order = unique("ORD");
        String identifier = unique("RES");
        Answer message = laboratory.send(oru(
                unique("M"),
                "20260302090000+0800",
                number,
                order,
                "20260302085500+0800",
                "NM|PLT^Platelets^L||27|10*9/L|125-350|L|||F||||||||||" + identifier + "^LAB"));
        assertThat(laboratory.fateOf(id(message))).isEqualTo("applied");

        Observation corrected = platelets(identifier, "28");
        corrected.setStatus(Observation.ObservationStatus.CORRECTED);
        corrected.setIssuedElement(new InstantType("2026-03-02T10:00:00+08:00"));
        Answer answer = ehr.post("", put(corrected));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).getValueQuantity().getValue()).isEqualByComparingTo("28");
        assertThat(results().get(0).getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void aResultWithoutAnIdentifierIsFoundByItsReportAndCode() {
        String order = unique("ORD");
        Answer message = laboratory.send(oru(
                unique("M"),
                "20260302090000+0800",
                number,
                order,
                "20260302085500+0800",
                "NM|PLT^Platelets^L||27|10*9/L||L|||F"));
        assertThat(laboratory.fateOf(id(message))).isEqualTo("applied");
        Observation result = platelets("none", "27");
        result.getIdentifier().clear();
        DiagnosticReport report = Labs.report(
                patient, order, "2026-03-02T08:15:00+08:00", "urn:uuid:0c1f6f6e-0000-4000-8000-000000000001");
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:0c1f6f6e-0000-4000-8000-000000000001")
                .setResource(result)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation");
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:0c1f6f6e-0000-4000-8000-000000000002")
                .setResource(report)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("DiagnosticReport");

        Answer answer = ehr.post("", transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(results()).hasSize(1);
        assertThat(analyst.get("/DiagnosticReport?subject=Patient/" + patient)
                        .bundle()
                        .getEntry())
                .hasSize(1);
    }

    @Test
    void aResultMayReferToOneThatComesAfterIt() {
        Observation first = platelets(unique("P"), "27");
        Observation second = platelets(unique("P"), "28");
        first.addDerivedFrom(new Reference(FIRST_URN.replace("1", "2")));

        Answer answer = ehr.post("", named(first, second));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> places = places(answer);
        Observation stored = analyst.get("/" + places.get(0)).as(Observation.class);
        assertThat(stored.getValueQuantity().getValue()).isEqualByComparingTo("27");
        assertThat(stored.getDerivedFromFirstRep().getReference()).isEqualTo(places.get(1));
    }

    @Test
    void resultsMayReferToEachOther() {
        Observation first = platelets(unique("P"), "27");
        Observation second = platelets(unique("P"), "28");
        first.addDerivedFrom(new Reference(FIRST_URN.replace("1", "2")));
        second.addDerivedFrom(new Reference(FIRST_URN));

        Answer answer = ehr.post("", named(first, second));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> places = places(answer);
        assertThat(analyst.get("/" + places.get(1))
                        .as(Observation.class)
                        .getDerivedFromFirstRep()
                        .getReference())
                .isEqualTo(places.get(0));
    }

    @Test
    void aNewResultComesWithTheCorrectionOfAnother() {
        Observation known = platelets(unique("P"), "27");
        ehr.post("", Labs.transaction(known));
        known.setStatus(Observation.ObservationStatus.CORRECTED)
                .setIssuedElement(new InstantType("2026-03-02T10:00:00+08:00"));
        Bundle both = put(known);
        both.getEntry().addAll(Labs.transaction(platelets(unique("P"), "28")).getEntry());

        Answer answer = ehr.post("", both);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .containsExactly("200 OK", "201 Created");
        assertThat(results())
                .extracting(result -> result.getMeta().getVersionId())
                .containsExactlyInAnyOrder("2", "1");
    }

    /** Entries that the others can refer to: the first has {@link #FIRST_URN}, the second a 2 at its end, and so on. */
    private static Bundle named(Observation... results) {
        Bundle transaction = Labs.transaction(results);
        for (int i = 0; i < results.length; i++) {
            transaction.getEntry().get(i).setFullUrl(FIRST_URN.replace("1", "" + (i + 1)));
        }
        return transaction;
    }

    private static List<String> places(Answer answer) {
        return answer.bundle().getEntry().stream()
                .map(entry -> new IdType(entry.getResponse().getLocation())
                        .toUnqualifiedVersionless()
                        .getValue())
                .toList();
    }

    @Test
    void anUnknownSubjectIsKeptAndStoredWhenSheIsLinked() {
        String stranger = unique("SYN-");
        Observation result = platelets(unique("P"), "27");
        result.getSubject().getIdentifier().setValue(stranger);

        Answer answer = ehr.post("", Labs.transaction(result));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.issues()).contains("need not be sent again", "$link").doesNotContain(stranger);
        String id = id(answer.headers().firstValue("Content-Location").orElseThrow());
        assertThat(laboratory.message(id).path("status").asText()).isEqualTo("parked");

        laboratory.link(patient, stranger);
        laboratory.awaitApplied(id);
        assertThat(results()).hasSize(1);
    }

    private static String id(String location) {
        return location.replaceFirst(".*/", "");
    }

    private static String id(Answer answer) {
        return Messages.id(answer);
    }

    @Test
    void aCodeAndAUnitInTheWordsOfTheSiteAreMapped() {
        Observation result = platelets(unique("P"), "27");
        result.getCode()
                .getCodingFirstRep()
                .setSystem("https://platelink.org/site/site-unknown/lab-codes")
                .setCode("PLT");
        result.setValue(new Quantity().setValue(27).setUnit("10E9/L"));

        Answer answer = ehr.post("", Labs.transaction(result));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(results().get(0).getValueQuantity().getCode()).isEqualTo("10*9/L");
        assertThat(results().get(0).getValueQuantity().getUnit()).isEqualTo("10E9/L");
        assertThat(results().get(0).getCode().getCoding()).hasSize(2);
    }

    @Test
    void whatTheGuideRefusesIsRefusedAtOnceAndKeptInTheJournal() {
        Observation wrong = platelets(unique("P"), "27");
        wrong.getValueQuantity().setUnit("G/L").setCode("G/L");

        Answer answer = ehr.post("", Labs.transaction(wrong));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues()).contains("gauss per litre");
        assertThat(laboratory
                        .get("/intake/messages?status=rejected&reason=wrong-unit&_count=1")
                        .path("messages"))
                .hasSize(1);
        assertThat(results()).isEmpty();
    }

    @Test
    void aSingleResultGoesTheSameWay() {
        Observation result = platelets(unique("P"), "27");

        Answer made = ehr.post("/Observation", result);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location").orElseThrow())
                .contains("Observation/" + results().get(0).getIdElement().getIdPart());
        assertThat(ehr.post("/Observation", result).status()).isEqualTo(200);
        assertThat(results()).hasSize(1);
    }

    @Test
    void anOlderStateIsKeptInTheJournalAlone() {
        String identifier = unique("P");
        Observation newer = platelets(identifier, "28");
        newer.setIssuedElement(new InstantType("2026-03-02T10:00:00+08:00"));
        ehr.post("", put(newer));
        Observation older = platelets(identifier, "27");
        older.setIssuedElement(new InstantType("2026-03-02T09:00:00+08:00"));

        Answer answer = ehr.post("", put(older));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("newer state");
        assertThat(results().get(0).getValueQuantity().getValue()).isEqualByComparingTo("28");
        assertThat(laboratory
                        .message(answer.bundle().getIdentifier().getValue())
                        .path("status")
                        .asText())
                .isEqualTo("superseded");
    }

    @Test
    void whatWaitsIsHeldToTheSendersSiteBeforeItWaits() {
        TwoSites sites = TwoSites.on(port);
        Observation foreign = Labs.platelets("site-b.acc-b", unique("P"), "27", "10*9/L", "2026-03-02T08:15:00+08:00");
        foreign.getCode()
                .getCodingFirstRep()
                .setSystem("https://platelink.org/site/site-unknown/lab-codes")
                .setCode(unique("X"));

        Answer answer = sites.as("ehr").post("", put(foreign));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.issues()).contains("your site does not know");
    }

    @Test
    void aBatchAndAPatchAreRefusedWithWhatToDo() {
        Bundle batch = Labs.transaction(platelets(unique("P"), "27"));
        batch.setType(Bundle.BundleType.BATCH);

        Answer answer = ehr.post("", batch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issues()).contains("delivered whole");
    }

    private static Bundle put(Observation result) {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(result)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation");
        return transaction;
    }
}
