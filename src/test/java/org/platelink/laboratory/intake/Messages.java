package org.platelink.laboratory.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/** A synthetic laboratory at the demo site, which sends messages of HL7 v2 over HTTPS, and its coordinator. */
public final class Messages {

    private final int port;
    private final FhirClient laboratory;
    private final FhirClient coordinator;

    public Messages(int port) {
        this.port = port;
        this.laboratory = FhirClient.of(port, "ehr-demo");
        this.coordinator = FhirClient.of(port, "coordinator-demo");
    }

    /** A control id, an order number or a patient's number that no other test has. */
    public static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A message with one order; the OBX segments are given from OBX-2 on. */
    public static String oru(
            String control, String time, String patient, String order, String issued, String... results) {
        StringBuilder message = new StringBuilder("MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|" + time + "||ORU^R01|" + control
                + "|P|2.5.1\rPID|1||" + patient + "^^^HOSP^MR\rOBR|1||" + order
                + "^LAB|CBC^Blood count^L|||20260302081500+0800|||||||||||||||" + issued + "|||F\r");
        for (int i = 0; i < results.length; i++) {
            message.append("OBX|").append(i + 1).append('|').append(results[i]).append('\r');
        }
        return message.toString();
    }

    /** Platelets in the laboratory's words. */
    public static String platelets(String value, String status) {
        return "NM|PLT^Platelets^L||" + value + "|10*9/L|125-350|L|||" + status;
    }

    /** Sends a message. */
    public Answer send(String message) {
        return laboratory.send("POST", url("/intake/hl7v2"), "application/hl7-v2", message);
    }

    /** Sends the bytes of a message. */
    public Answer send(byte[] message) {
        return laboratory.send("POST", url("/intake/hl7v2"), "application/hl7-v2", message);
    }

    /** The message's id in the journal. */
    public static String id(Answer answer) {
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    /** MSA-1. */
    public static String code(Answer answer) {
        return List.of(answer.body().split("\r")).stream()
                .filter(segment -> segment.startsWith("MSA|"))
                .map(segment -> segment.split("\\|")[1])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no acknowledgement: " + answer.body()));
    }

    public JsonNode message(String id) {
        return json(coordinator.get(url("/intake/messages/" + id)));
    }

    /** What came, byte for byte. */
    public String text(String id) {
        return coordinator.get(url("/intake/messages/" + id + "/text")).body();
    }

    public JsonNode get(String path) {
        return json(coordinator.get(url(path)));
    }

    public Answer retry(String id) {
        return coordinator.send("POST", url("/intake/messages/" + id + "/$retry"), "application/json", "");
    }

    /** Waits until a message has had its turn. */
    public String fateOf(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !message(id).path("status").asText().equals("received"));
        return message(id).path("status").asText();
    }

    /** Waits until a message that was parked has been applied in another turn. */
    public void awaitApplied(String id) {
        Awaitility.await().until(() -> fateOf(id).equals("applied"));
    }

    /** What an analyst sees of a participant's results. */
    public List<Observation> results(String patient) {
        return FhirClient.of(port, "analyst-demo")
                .get("/Observation?subject=Patient/" + patient)
                .bundle()
                .getEntry()
                .stream()
                .map(entry -> (Observation) entry.getResource())
                .toList();
    }

    /** A participant of the demo site whom its laboratory knows by a number. */
    public String participant(String number) {
        String patient = number.toLowerCase(java.util.Locale.ROOT);
        Answer made = coordinator.put("/Patient/" + patient, org.platelink.laboratory.lab.Labs.participant(patient));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        link(patient, number);
        return patient;
    }

    public void link(String patient, String number) {
        Answer linked = coordinator.post(
                "/Patient/" + patient + "/$link",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":"
                        + "\"https://platelink.org/synthetic\",\"value\":\"" + number + "\"}}]}");
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    }

    /** Of a path that is not of FHIR. */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public static JsonNode json(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
