package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A decimal that comes in by any door is read again with each of its digits, by any way. */
@ServerTest
class DecimalDigitsIT {

    private static final String SUBJECT = "digits-1";
    private static final String PUT_BACK = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]";

    private final int port;
    private final FhirClient client;
    private final FhirClient ehr;
    private final Map<String, String> written = new LinkedHashMap<>();

    DecimalDigitsIT(@LocalServerPort int port) {
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

    private static String json(String identifier, String value) {
        return FhirClient.json(Labs.platelets(SUBJECT, identifier, "7777", "10*9/L", "2026-03-05"))
                .replace("7777", value);
    }

    private static String entry(String type, String method, String url, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"resource\":" + resource
                + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}]}";
    }

    private void note(String door, Answer answer, String value) {
        assertThat(answer.status()).as(door + answer.body()).isBetween(200, 201);
        String location = answer.headers().firstValue("Content-Location").orElse("");
        if (location.isEmpty()) {
            location = answer.headers().firstValue("Location").orElse("");
        }
        if (location.isEmpty() && answer.body().contains("transaction-response")
                || answer.body().contains("batch-response")) {
            location = answer.bundle().getEntryFirstRep().getResponse().getLocation();
        }
        written.put(door + " " + location.replaceFirst("^.*/fhir/", "").replaceFirst("/_history.*", ""), value);
    }

    @Test
    void byEveryDoor() {
        for (String value : new String[] {"27.40", "0.0000100", "100.0", "1234.12345678901234567890"}) {
            String key = UUID.randomUUID().toString();
            note("create", client.post("/Observation", json(key + "-1", value)), value);
            String id = "digits-" + value.replace(".", "-");
            String own = json(key + "-2", value).replaceFirst("\\{", "{\"id\":\"" + id + "\",");
            note("update", client.put("/Observation/" + id, own), value);
            note(
                    "JSON Patch",
                    client.send("PATCH", "/Observation/" + id, "application/json-patch+json", PUT_BACK),
                    value);
            client.put("/Observation/" + id + "-x", own.replace(id, id + "-x"));
            note(
                    "XML Patch",
                    client.send(
                            "PATCH",
                            "/Observation/" + id + "-x",
                            "application/xml-patch+xml",
                            "<diff><replace sel='Observation/status/@value'>amended</replace></diff>"),
                    value);
            client.put("/Observation/" + id + "-p", own.replace(id, id + "-p"));
            note(
                    "FHIRPath Patch",
                    client.send(
                            "PATCH",
                            "/Observation/" + id + "-p",
                            "application/fhir+json",
                            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                                    + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Observation.status\"},"
                                    + "{\"name\":\"value\",\"valueCode\":\"amended\"}]}]}"),
                    value);
            note(
                    "transaction",
                    client.post("", entry("transaction", "POST", "Observation", json(key + "-3", value))),
                    value);
            note("batch", client.post("", entry("batch", "POST", "Observation", json(key + "-4", value))), value);
            note(
                    "PATCH in a transaction",
                    client.post(
                            "",
                            entry(
                                    "transaction",
                                    "PATCH",
                                    "Observation/" + id,
                                    "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\""
                                            + Base64.getEncoder()
                                                    .encodeToString(PUT_BACK.replace("amended", "corrected")
                                                            .getBytes(StandardCharsets.UTF_8))
                                            + "\"}")),
                    value);
            note("laboratory", ehr.post("/Observation", json(key + "-5", value)), value);
            note(
                    "laboratory's transaction",
                    ehr.post("", entry("transaction", "POST", "Observation", json(key + "-6", value))),
                    value);
        }

        written.forEach((door, value) -> {
            String address = door.substring(door.lastIndexOf(' ') + 1);
            String read = client.get("/" + address).body();
            String id = address.substring(address.indexOf('/') + 1);
            String page = client.get("/Observation?_id=" + id).body();
            String history = client.get("/" + address + "/_history").body();
            String xml = client.get("/" + address + "?_format=xml").body();
            for (String body : new String[] {read, page, history}) {
                assertThat(body.replace(" ", "")).as(door).contains("\"value\":" + value + ",");
            }
            assertThat(xml).as(door).contains("<value value=\"" + value + "\"");
        });
    }

    @Test
    void inTablesAndExports() throws IOException {
        FhirClient analyst = FhirClient.of(port, "analyst-demo");
        String value = "27.4000000000000000010";
        Answer made = client.post("/Observation", json(UUID.randomUUID().toString(), value));
        String id =
                made.headers().firstValue("Location").orElseThrow().replaceFirst("^.*/Observation/([^/]+).*$", "$1");

        for (String format : new String[] {"csv", "ndjson"}) {
            assertThat(analyst.get("/$sql-run?subjectReference=Library/labs-long&patient=" + SUBJECT + "&_format="
                                    + format)
                            .body()
                            .lines()
                            .filter(line -> line.contains(id)))
                    .as(format)
                    .singleElement()
                    .asString()
                    .contains(value);
        }
        Answer begun = analyst.get(
                "/$export?_type=Observation&_typeFilter=Observation%3Fsubject%3DPatient/" + SUBJECT,
                "Prefer",
                "respond-async");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String job = begun.headers().firstValue("Content-Location").orElseThrow();
        Answer done =
                await().atMost(Duration.ofSeconds(60)).until(() -> analyst.get(job), answer -> answer.status() != 202);
        String file =
                new ObjectMapper().readTree(done.body()).at("/output/0/url").asText();
        assertThat(analyst.get(file).body().lines().filter(line -> line.contains(id)))
                .singleElement()
                .asString()
                .contains("\"value\":" + value);
    }
}
