package org.platelink.platform.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.platform.patch.PatchCase.Kind;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class PatchesIT {

    private static final String ID = "patches-1";

    private final FhirClient client;

    PatchesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    static Stream<Arguments> cases() {
        return PatchesTests.cases();
    }

    @BeforeEach
    void aResult() {
        if (client.get("/Patient/" + ID).status() != 200) {
            client.post("", Labs.transaction(Labs.participant(ID)));
        }
        Answer put = client.put("/Observation/" + ID, PatchCase.observation(ID, ID));
        assertThat(put.status()).as(put.body()).isBetween(200, 201);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("cases")
    void changesWhatItNamesAndNothingElse(PatchCase one, Kind kind) {
        Answer answer = client.send("PATCH", "/Observation/" + ID, one.contentType(kind), one.body(kind));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertStored(one);
    }

    @ParameterizedTest
    @CsvSource({
        "transaction,JSON",
        "transaction,XML",
        "transaction,FHIRPATH",
        "batch,JSON",
        "batch,XML",
        "batch,FHIRPATH"
    })
    void doesSoInABundle(String type, Kind kind) {
        PatchCase one = PatchCase.all().findFirst().orElseThrow();
        String resource = kind == Kind.FHIRPATH
                ? one.body(kind)
                : "{\"resourceType\":\"Binary\",\"contentType\":\"" + one.contentType(kind) + "\",\"data\":\""
                        + Base64.getEncoder().encodeToString(one.body(kind).getBytes(StandardCharsets.UTF_8)) + "\"}";

        Answer answer = client.post("", bundle(type, resource));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("200");
        assertStored(one);
    }

    @Test
    void aWholeResourceIsNoPatch() {
        Answer alone =
                client.send("PATCH", "/Observation/" + ID, "application/fhir+json", PatchCase.observation(ID, ID));
        Answer inATransaction = client.post("", bundle("transaction", PatchCase.observation(ID, ID)));

        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.issues()).contains("Send a whole resource with PUT");
        assertThat(inATransaction.status()).isEqualTo(400);
        assertThat(inATransaction.issues()).contains("Bundle.entry[0].resource");
    }

    @Test
    void findsByAnIdentifier() {
        PatchCase one = PatchCase.all().findFirst().orElseThrow();

        Answer answer = client.send(
                "PATCH",
                "/Observation?identifier=https://hospital.example/lab|" + ID,
                one.contentType(Kind.FHIRPATH),
                one.body(Kind.FHIRPATH));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertStored(one);
    }

    private void assertStored(PatchCase one) {
        assertThat(client.get("/Observation/" + ID)
                        .body()
                        .replaceAll("\\s*\n\\s*", "")
                        .replace("\": ", "\":")
                        .replace(", ", ","))
                .contains(one.expected())
                .contains(one.untouched());
    }

    private static String bundle(String type, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"resource\":" + resource
                + ",\"request\":{\"method\":\"PATCH\",\"url\":\"Observation/" + ID + "\"}}]}";
    }
}
