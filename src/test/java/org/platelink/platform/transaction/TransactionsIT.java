package org.platelink.platform.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.RawHttp;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class TransactionsIT {

    private static final String SUBJECT = "transactions-1";
    private static final String UUID = "urn:uuid:7D9B3F0E-6f5c-4a51-9a3e-3f1f6d1c2b10";

    private final FhirClient client;
    private final FhirClient ehr;
    private final int port;

    TransactionsIT(@LocalServerPort int port) {
        this.port = port;
        client = FhirClient.at(port);
        ehr = FhirClient.of(port, "ehr-demo");
    }

    @BeforeEach
    void aSubject() {
        if (client.get("/Patient/" + SUBJECT).status() != 200) {
            client.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
    }

    private static String result(String identifier, String more) {
        String json = FhirClient.json(Labs.platelets(SUBJECT, identifier, "27.40", "10*9/L", "2026-03-05"));
        return json.substring(0, json.length() - 1) + more + "}";
    }

    private static String entry(String fullUrl, String resource) {
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}";
    }

    private static String transaction(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private Observation stored(Answer answer, int entry) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return client.get("/"
                        + answer.bundle().getEntry().get(entry).getResponse().getLocation())
                .as(Observation.class);
    }

    private static String id(Observation stored) {
        return "Observation/" + stored.getIdElement().getIdPart();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator-demo", "ehr-demo"})
    void withoutABodyItIsRefusedInWords(String who) {
        RawHttp.Answer answer = RawHttp.of(port, who).send("POST", "/fhir");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome", "has no body; send a Bundle");
    }

    @Test
    void aUuidIsTheSameInEitherCase() {
        for (FhirClient who : List.of(client, ehr)) {
            String key = who == ehr ? "ehr" : "co";
            Answer answer = who.post(
                    "",
                    transaction(
                            entry(UUID, result("transactions-uuid-a-" + key, "")),
                            entry(
                                    "urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b11",
                                    result(
                                            "transactions-uuid-b-" + key,
                                            ",\"derivedFrom\":[{\"reference\":\"" + UUID.toLowerCase() + "\"}]"))));

            assertThat(stored(answer, 1).getDerivedFromFirstRep().getReference())
                    .isEqualTo(id(stored(answer, 0)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation/first", "http://hospital.example/fhir/Observation/first"})
    void anEntryMayHaveAnAddressOfItsHospital(String reference) {
        for (FhirClient who : List.of(client, ehr)) {
            String key = reference.length() + (who == ehr ? "ehr" : "co");
            Answer answer = who.post(
                    "",
                    transaction(
                            entry(
                                    "http://hospital.example/fhir/Observation/second",
                                    result(
                                            "transactions-http-b-" + key,
                                            ",\"derivedFrom\":[{\"reference\":\"" + reference + "\"}]")),
                            entry(
                                    "http://hospital.example/fhir/Observation/first",
                                    result("transactions-http-a-" + key, ""))));

            assertThat(stored(answer, 0).getDerivedFromFirstRep().getReference())
                    .isEqualTo(id(stored(answer, 1)));
        }
    }

    @Test
    void urisAndNarrativesReferToo() {
        for (FhirClient who : List.of(client, ehr)) {
            String key = who == ehr ? "ehr" : "co";
            Answer answer = who.post(
                    "",
                    transaction(
                            entry(
                                    "urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b12",
                                    result(
                                            "transactions-uri-b-" + key,
                                            ",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><a href=\\\""
                                                    + UUID
                                                    + "\\\">before</a></div>\"},\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/workflow-instantiatesUri\",\"valueUri\":\""
                                                    + UUID + "\"}]")),
                            entry(UUID, result("transactions-uri-a-" + key, ""))));

            Observation referring = stored(answer, 0);
            assertThat(referring.getExtension().get(0).getValue().primitiveValue())
                    .isEqualTo(id(stored(answer, 1)));
            assertThat(referring.getText().getDivAsString()).contains("href=\"" + id(stored(answer, 1)) + "\"");
        }
    }

    @Test
    void twoEntriesWithOneAddressAreRefused() {
        for (FhirClient who : List.of(client, ehr)) {
            Answer answer = who.post(
                    "",
                    transaction(
                            entry(UUID, result("transactions-same-a", "")),
                            entry(UUID.toLowerCase(), result("transactions-same-b", ""))));

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.issues()).contains("Bundle.entry[1].fullUrl");
        }
    }

    @Test
    void anEntryWithoutARequestIsRefused() {
        for (FhirClient who : List.of(client, ehr)) {
            Answer answer = who.post("", transaction("{\"resource\":" + result("transactions-none", "") + "}"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.issues()).contains("Bundle.entry[0].request");
        }
    }

    @Test
    void ofABatchTheGoodEntriesAreDone() {
        String good = entry("urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b13", result("transactions-batch", ""));
        Answer answer = client.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                        + String.join(
                                ",",
                                "{\"resource\":" + result("transactions-batch-1", "") + "}",
                                entry(UUID, result("transactions-batch-2", ",\"frobnicate\":true")),
                                entry(UUID, "{\"resourceType\":\"Frob\"}"),
                                good,
                                "{\"request\":{\"method\":\"GET\",\"url\":\"Frob/1\"}}",
                                "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/" + SUBJECT + "\"}}",
                                "{\"resource\":" + result("transactions-batch-3", "")
                                        + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/a/b/c\"}}")
                        + "]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<Bundle.BundleEntryComponent> entries = answer.bundle().getEntry();
        assertThat(entries.stream().map(entry -> entry.getResponse().getStatus().substring(0, 3)))
                .containsExactly("400", "400", "400", "201", "400", "200", "400");
        OperationOutcome outcome =
                (OperationOutcome) entries.get(1).getResponse().getOutcome();
        assertThat(outcome.getIssueFirstRep().getDiagnostics())
                .contains("frobnicate")
                .doesNotContain("HAPI");
        assertThat(client.get("/Observation?identifier=https://hospital.example/lab|transactions-batch")
                        .bundle()
                        .getEntry())
                .hasSize(1);
        assertThat(client.get("/Observation?identifier=https://hospital.example/lab|transactions-batch-2")
                        .bundle()
                        .getEntry())
                .isEmpty();
    }

    private static String xml(String identifier) {
        return FhirContext.forR4Cached()
                .newXmlParser()
                .encodeResourceToString(Labs.platelets(SUBJECT, identifier, "27.40", "10*9/L", "2026-03-05"));
    }

    private static String xmlEntry(String resource) {
        return "<entry><resource>" + resource
                + "</resource><request><method value=\"POST\"/><url value=\"Observation\"/></request></entry>";
    }

    @Test
    void ofABatchInXmlTheGoodEntriesAreDone() {
        String batch = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- sent by hand --><f:Bundle"
                + " xmlns:f=\"http://hl7.org/fhir\"><f:type value=\"batch\"/>"
                + String.join(
                                "",
                                xmlEntry(xml("transactions-xml-1")
                                        .replace("<status", "<frobnicate value=\"true\"/><status")),
                                xmlEntry("<Frob xmlns=\"http://hl7.org/fhir\"><id value=\"x\"/></Frob>"),
                                xmlEntry(xml("transactions-xml-2").replace("2026-03-05", "yesterday")),
                                "<entry><request><method value=\"FROB\"/><url value=\"Observation\"/></request></entry>",
                                xmlEntry(xml("transactions-xml-3")),
                                "<entry><request><method value=\"GET\"/><url value=\"Patient/" + SUBJECT
                                        + "\"/></request></entry>")
                        .replaceAll("<(/?)(entry|resource|request|method|url)(?=[ />])", "<$1f:$2")
                + "</f:Bundle>";

        Answer answer = client.send("POST", "", "application/fhir+xml", batch, "Accept", "application/fhir+json");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<Bundle.BundleEntryComponent> entries = answer.bundle().getEntry();
        assertThat(entries.stream().map(entry -> entry.getResponse().getStatus().substring(0, 3)))
                .as(answer.body())
                .containsExactly("400", "400", "400", "400", "201", "200");
        OperationOutcome outcome =
                (OperationOutcome) entries.get(0).getResponse().getOutcome();
        assertThat(outcome.getIssueFirstRep().getDiagnostics())
                .contains("frobnicate")
                .doesNotContain("HAPI");
        assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo("Bundle.entry[0]");
        for (int i : List.of(1, 2, 3)) {
            assertThat(client.get("/Observation?identifier=https://hospital.example/lab|transactions-xml-" + i)
                            .bundle()
                            .getEntry())
                    .as("entry " + i)
                    .hasSize(i == 3 ? 1 : 0);
        }
    }

    @Test
    void aBatchThatIsNoXmlIsRefusedWhole() {
        String entry = xmlEntry(xml("transactions-xml-4"));
        String start = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>" + entry;
        for (String body : List.of(
                start + "<entry><resource></entry></Bundle>",
                start,
                "<!DOCTYPE x [<!ENTITY e \"Observation\">]>" + start.replace("\"Observation\"", "\"&e;\"")
                        + "</Bundle>",
                start.replace("batch", "transaction") + "<entry><frob/></entry></Bundle>")) {
            Answer answer = client.send("POST", "", "application/fhir+xml", body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("OperationOutcome").doesNotContain("Exception");
        }
        assertThat(client.get("/Observation?identifier=https://hospital.example/lab|transactions-xml-4")
                        .bundle()
                        .getEntry())
                .isEmpty();
    }
}
