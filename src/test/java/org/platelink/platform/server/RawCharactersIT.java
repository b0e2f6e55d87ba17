package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.RawHttp;
import org.platelink.RawHttp.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A query as curl sends it is the same question as one whose every character is escaped; what Tomcat refuses is told
 * in FHIR.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class RawCharactersIT {

    private static final String OF_SUBJECT = "/fhir/Observation?subject=Patient/raw-1&";

    private final int port;
    private final RawHttp coordinator;

    RawCharactersIT(@LocalServerPort int port) {
        this.port = port;
        this.coordinator = RawHttp.of(port, "coordinator-demo");
    }

    @BeforeAll
    void aResult() {
        FhirClient client = FhirClient.at(port);
        assertThat(client.post("", Labs.transaction(Labs.participant("raw-1"))).status())
                .isEqualTo(200);
        assertThat(client.post("/Observation", Labs.platelets("raw-1", "raw-lab-1", "27", "10*9/L", "2026-03-02"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "code=http://loinc.org|777-3;code=http://loinc.org%7C777-3;1",
                "code=http://loinc.org|718-7;code=http://loinc.org%7C718-7;0",
                "value-quantity=lt30|http://unitsofmeasure.org|10*9/L;value-quantity=lt30%7Chttp://unitsofmeasure.org%7C10*9/L;1",
                "identifier=https://hospital.example/lab|raw-lab-1;identifier=https://hospital.example/lab%7Craw-lab-1;1",
                "identifier=https://hospital.example/lab|{raw}[1]^\\<>`;identifier=https://hospital.example/lab%7C%7Braw%7D%5B1%5D%5E%5C%3C%3E%60;0",
                "identifier=https://hospital.example/lab|\";identifier=https://hospital.example/lab%7C%22;0",
            })
    void anAnswerIsTheSameHoweverTheQueryIsWritten(String raw, String escaped, int found) {
        Answer one = coordinator.send("GET", OF_SUBJECT + raw);
        Answer other = coordinator.send("GET", OF_SUBJECT + escaped);

        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(plain(one)).isEqualTo(plain(other)).contains("\"total\":" + found, "\"relation\":\"self\"");
    }

    /** Without what is of this answer alone: its id, its time and where its next page is. */
    private static String plain(Answer answer) {
        return answer.body()
                .replaceAll("\"id\":\"[0-9a-f-]{36}\",", "")
                .replaceAll("\"lastUpdated\":\"[^\"]*\"", "")
                .replaceAll("_getpages=[0-9a-f-]+", "");
    }

    @Test
    void theTrailHasItAsIfItWereEscaped() {
        coordinator.send("GET", OF_SUBJECT + "identifier=https://hospital.example/lab|raw-trail-1");

        assertThat(queries(FhirClient.of(port, "operator")))
                .contains("lab%7Craw-trail-1")
                .doesNotContain("lab|raw-trail-1");
    }

    private static String queries(FhirClient admin) {
        StringBuilder all = new StringBuilder();
        admin.get("/AuditEvent?_sort=-date&_count=50").bundle().getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .flatMap(event -> event.getEntity().stream())
                .filter(entity -> entity.hasQuery())
                .forEach(entity -> all.append(new String(entity.getQuery(), StandardCharsets.UTF_8))
                        .append('\n'));
        return all.toString();
    }

    @Test
    void aPatientIsNamedInTheTrailTooWhereTheQueryIsRaw() {
        coordinator.send("GET", "/fhir/Observation?patient=raw-1&code=http://loinc.org|777-3&_summary=count");

        assertThat(queries(FhirClient.of(port, "operator")))
                .contains("Observation?patient=raw-1&code=http://loinc.org%7C777-3&_summary=count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient?a=b c",
                "/fhir/Patient?a=b#c",
                "/fhir/Patient?a=\u00e9",
                "/fhir/Pati|ent",
                "/fhir/Patient?a=\u0001",
                "no-address",
            })
    void anAddressThatIsNoneIsRefusedInFhir(String address) {
        assertIsRefused(coordinator.send("GET", address));
    }

    @Test
    void anAddressThatIsTooLongIsRefusedInFhirAndToldWhatToDo() {
        Answer answer = coordinator.send("GET", "/fhir/Patient?_id=" + "a,".repeat(40_000));

        assertIsRefused(answer);
        assertThat(answer.body()).contains("16 kB", "POST to _search");
    }

    @Test
    void aHeaderThatIsTooLongOrNoneIsRefusedInFhir() {
        assertIsRefused(coordinator.send("GET", "/fhir/metadata", "X-Long", "a".repeat(20_000)));
        assertIsRefused(coordinator.send("GET", "/fhir/metadata", "X Broken", "a"));
        assertIsRefused(coordinator.send("GET", "/fhir/metadata", "Host", "a b"));
        assertIsRefused(coordinator.send("GE T", "/fhir/metadata"));
        assertIsRefused(coordinator.send("G(T", "/fhir/metadata"));
        assertIsRefused(RawHttp.withoutToken(port).send("POST", "/fhir", "Content-Length", "x"));
    }

    private static void assertIsRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).get(STRING).startsWith("application/fhir+json");
        assertThat(answer.body())
                .startsWith("{\"resourceType\":\"OperationOutcome\"")
                .contains("\"diagnostics\":\"")
                .doesNotContain("<html", "Tomcat", "Exception");
    }
}
