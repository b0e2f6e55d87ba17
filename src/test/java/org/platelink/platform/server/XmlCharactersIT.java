package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

/** No text is stored that R4 does not allow, whichever way it came, and none that was not sent. */
@ServerTest
class XmlCharactersIT {

    private static final String SUBJECT = "characters-1";

    private final FhirClient client;

    XmlCharactersIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeEach
    void aSubject() {
        if (client.get("/Patient/" + SUBJECT).status() != 200) {
            client.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
    }

    private static String json(String note) {
        Observation result = Labs.platelets(SUBJECT, "characters", "20", "10*9/L", "2026-03-05");
        result.addNote().setText("NOTE");
        return FhirClient.json(result).replace("NOTE", note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u0001", "\\u0000", "\\u001f", "\\ud800", "\\udc00 x", "\\uffff", "\\ufffe", "\\ud800\\ud800"})
    void noneInJson(String text) {
        Answer alone = client.post("/Observation", json("a " + text));
        Answer inATransaction = client.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + json("a " + text)
                        + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}]}");

        assertThat(alone.status()).as(alone.body()).isIn(400, 422);
        assertThat(alone.issues()).contains("Observation.note[0].text", "U+");
        assertThat(inATransaction.status()).isIn(400, 422);
        assertThat(inATransaction.issues()).contains("note[0].text");
    }

    @Test
    void noneInAPatchAndNoneInXml() {
        client.put("/Observation/characters-p", json("fine").replaceFirst("\\{", "{\"id\":\"characters-p\","));
        Answer patched = client.send(
                "PATCH",
                "/Observation/characters-p",
                "application/json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/note/0/text\",\"value\":\"a\\u0001\"}]");
        Answer byPath = client.send(
                "PATCH",
                "/Observation/characters-p",
                "application/fhir+json",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                        + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Observation.note[0].text\"},"
                        + "{\"name\":\"value\",\"valueString\":\"a\\ud800\"}]}]}");
        Answer xml = client.send(
                "POST",
                "/Observation",
                "application/fhir+xml",
                "<Observation xmlns=\"http://hl7.org/fhir\"><note><text value=\"a&#1;\"/></note></Observation>",
                "Accept",
                "application/fhir+json");

        assertThat(patched.status()).as(patched.body()).isIn(400, 422);
        assertThat(patched.issues()).contains("note[0].text");
        assertThat(byPath.status()).as(byPath.body()).isIn(400, 422);
        assertThat(byPath.issues()).contains("note[0].text");
        assertThat(xml.status()).as(xml.body()).isEqualTo(400);
        assertThat(xml.issues()).doesNotContain("own fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab\\tline\\nend\\r", "\\ud83e\\ude78", "\u00e9\\u0085", "\ud83e\ude78"})
    void takesAllOthers(String text) {
        Answer answer = client.post("/Observation", json(text));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"application/fhir+json", "application/fhir+json;charset=UTF-8", "application/fhir+xml"})
    void noBytesThatAreNoCharacters(String type) {
        byte[] body = json("caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = client.send("POST", "/Observation", type, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("is no character of UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "frob"})
    void noOtherSet(String charset) {
        Answer answer = client.send(
                "POST",
                "/Observation",
                "application/fhir+json;charset=" + charset,
                json("a").getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("UTF-8");
    }
}
