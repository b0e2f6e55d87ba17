package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class WriteConditionsIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String SUBJECT = "conditions-1";

    private final FhirClient client;

    WriteConditionsIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeEach
    void aSubject() {
        if (client.get("/Patient/" + SUBJECT).status() != 200) {
            client.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
    }

    private static Observation result(String identifier, String value) {
        return Labs.platelets(SUBJECT, identifier, value, "10*9/L", "2026-03-05");
    }

    private static String json(String id, String value) {
        Observation result = result(id, value);
        result.setId(id);
        return FhirClient.json(result);
    }

    private String versionOf(String id) {
        return client.get("/Observation/" + id).as(Observation.class).getMeta().getVersionId();
    }

    @Test
    void aStaleVersionIs412WhicheverWay() {
        String id = "conditions-stale";
        client.put("/Observation/" + id, json(id, "20"));
        client.put("/Observation/" + id, json(id, "21"));
        String patch = "[{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":22}]";

        Answer put = client.put("/Observation/" + id, json(id, "22"), "If-Match", "W/\"1\"");
        Answer patched =
                client.send("PATCH", "/Observation/" + id, "application/json-patch+json", patch, "If-Match", "W/\"1\"");
        Answer transaction = client.post("", entry("transaction", "PUT", id, json(id, "22"), "W/\\\"1\\\"", null));
        Answer batch = client.post("", entry("batch", "PUT", id, json(id, "22"), "W/\\\"1\\\"", null));

        for (Answer answer : List.of(put, patched, transaction)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(412);
            assertThat(answer.issues()).contains("is not the newest one any more");
        }
        assertThat(batch.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("412");
        assertThat(versionOf(id)).isEqualTo("2");
    }

    @Test
    void theNewestVersionIsTaken() {
        String id = "conditions-newest";
        client.put("/Observation/" + id, json(id, "20"));

        assertThat(client.put("/Observation/" + id, json(id, "21"), "If-Match", "W/\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(client.put("/Observation/" + id, json(id, "22"), "If-Match", "\"2\"")
                        .status())
                .isEqualTo(200);
        assertThat(client.post("", entry("transaction", "PUT", id, json(id, "23"), "W/\\\"3\\\"", null))
                        .status())
                .isEqualTo(200);
        assertThat(versionOf(id)).isEqualTo("4");
    }

    @Test
    void anyVersionIsAsked() {
        String id = "conditions-any";
        Answer none = client.put("/Observation/" + id, json(id, "20"), "If-Match", "*");
        client.put("/Observation/" + id, json(id, "20"));
        Answer some = client.put("/Observation/" + id, json(id, "21"), "If-Match", "*");
        Answer inATransaction = client.post("", entry("transaction", "PUT", id, json(id, "22"), "*", null));

        assertThat(none.status()).as(none.body()).isEqualTo(412);
        assertThat(some.status()).as(some.body()).isEqualTo(200);
        assertThat(inATransaction.status()).as(inATransaction.body()).isEqualTo(200);
    }

    @Test
    void nothingIsAsked() {
        String id = "conditions-none";
        Answer first = client.put("/Observation/" + id, json(id, "20"), "If-None-Match", "*");
        Answer second = client.put("/Observation/" + id, json(id, "21"), "If-None-Match", "*");
        Answer same = client.put("/Observation/" + id, json(id, "20"), "If-None-Match", "*");
        Answer inATransaction = client.post("", entry("transaction", "PUT", id, json(id, "22"), null, "*"));

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        for (Answer answer : List.of(second, same, inATransaction)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        }
        assertThat(versionOf(id)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"If-Match#W/\"1\", W/\"2\"", "If-Match#\"", "If-None-Match#W/\"1\""})
    void whatCannotBeUnderstoodIsRefused(String header, String value) {
        String id = "conditions-odd";
        client.put("/Observation/" + id, json(id, "20"));

        assertThat(client.put("/Observation/" + id, json(id, "21"), header, value)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\\b", "a+b", "a$b", "a|b", "a b", "a&b", "a%b", "ä"})
    void anIdentifierMayHaveAnyCharacter(String text) {
        String identifier = "conditions-" + text;
        String condition = "identifier="
                + URLEncoder.encode(
                        LAB + "|"
                                + identifier
                                        .replace("\\", "\\\\")
                                        .replace(",", "\\,")
                                        .replace("$", "\\$")
                                        .replace("|", "\\|"),
                        StandardCharsets.UTF_8);

        Answer first = client.post("/Observation", result(identifier, "20"), "If-None-Exist", condition);
        Answer second = client.post("/Observation", result(identifier, "20"), "If-None-Exist", condition);
        Answer third = client.post("", conditional(identifier, condition));
        Answer updated = client.put("/Observation?" + condition, result(identifier, "21"));

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(third.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("200");
        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(client.get("/Observation?" + condition).bundle().getEntry()).hasSize(1);
    }

    @Test
    void aPlusThatIsNotEncodedIsNoSpaceInSilence() {
        Answer answer = client.post(
                "/Observation",
                result("conditions-1+1", "20"),
                "If-None-Exist",
                "identifier=" + LAB + "|conditions-1+1");
        Answer first = client.post("", conditional("conditions-2+2", "identifier=" + LAB + "|conditions-2+2"));
        Answer second = client.post("", conditional("conditions-2+2", "identifier=" + LAB + "|conditions-2+2"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issues()).contains("%2B");
        assertThat(first.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("201");
        assertThat(second.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("200");
    }

    @Test
    void ofManyAtOnceOneIsMadeAndTheOthersAreTold() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Answer>> all = IntStream.range(0, 24)
                .mapToObj(i -> (Callable<Answer>) () -> client.post(
                        "/Observation",
                        result("conditions-raced-" + i / 8, "20"),
                        "If-None-Exist",
                        "identifier=" + LAB + "|conditions-raced-" + i / 8))
                .toList();

        for (Future<Answer> one : threads.invokeAll(all)) {
            assertThat(one.get().status()).as(one.get().body()).isIn(200, 201, 409, 412);
            if (one.get().status() >= 400) {
                assertThat(one.get().issues()).doesNotContain("HAPI", "constraint", "own fault");
            }
        }
        threads.shutdown();
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/Observation?identifier=" + LAB + "|conditions-raced-" + i)
                            .bundle()
                            .getEntry())
                    .hasSize(1);
        }
    }

    private static Bundle conditional(String identifier, String condition) {
        Bundle bundle = Labs.transaction(result(identifier, "20"));
        bundle.getEntryFirstRep()
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation")
                .setIfNoneExist(condition);
        return bundle;
    }

    private static String entry(
            String type, String method, String id, String resource, String ifMatch, String ifNoneMatch) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"resource\":" + resource
                + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"Observation/" + id + "\""
                + (ifMatch == null ? "" : ",\"ifMatch\":\"" + ifMatch + "\"")
                + (ifNoneMatch == null ? "" : ",\"ifNoneMatch\":\"" + ifNoneMatch + "\"") + "}}]}";
    }
}
