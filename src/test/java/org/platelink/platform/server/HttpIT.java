package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.RawHttp;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What HTTP and FHIR's page on it say of tags, places, conditions, preferences and formats. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class HttpIT {

    private static final String JSON = "application/fhir+json";

    private final int port;
    private final String base;
    private final FhirClient coordinator;

    HttpIT(@LocalServerPort int port) {
        this.port = port;
        this.base = "http://localhost:" + port + "/fhir";
        this.coordinator = FhirClient.at(port);
    }

    @BeforeAll
    void aParticipant() {
        assertThat(coordinator
                        .post("", Labs.transaction(Labs.participant("http-1")))
                        .status())
                .isEqualTo(200);
    }

    private static Observation result(String number) {
        return Labs.platelets("http-1", number, "27.40", "10*9/L", "2026-03-02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"representation", "minimal", "OperationOutcome"})
    void everyWriteNamesItsVersionAndWhereItIs(String wanted) {
        String[] prefer = {"Prefer", "return=" + wanted};
        Answer made = coordinator.post("/Observation", result("http-w-" + wanted), prefer);
        assertIsWritten(made, 201, "1", wanted);
        String id = header(made, "Location").replaceAll(".*/Observation/([^/]+)/.*", "$1");

        Observation changed = result("http-w-" + wanted);
        changed.setId(id);
        changed.addNote().setText("Seen again.");
        assertIsWritten(coordinator.put("/Observation/" + id, changed, prefer), 200, "2", wanted);

        String patch = "[{\"op\":\"replace\",\"path\":\"/note/0/text\",\"value\":\"Seen a third time.\"}]";
        assertIsWritten(
                coordinator.send("PATCH", "/Observation/" + id, "application/json-patch+json", patch, prefer),
                200,
                "3",
                wanted);

        String own = "http-put-" + wanted.toLowerCase(Locale.ROOT);
        Observation chosen = result(own);
        chosen.setId(own);
        assertIsWritten(coordinator.put("/Observation/" + own, chosen, prefer), 201, "1", wanted);
    }

    private void assertIsWritten(Answer answer, int status, String version, String wanted) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "ETag")).isEqualTo("W/\"" + version + "\"");
        assertThat(header(answer, "Location")).matches(base + "/Observation/[^/]+/_history/" + version);
        assertThat(header(answer, "Last-Modified")).endsWith("GMT");
        assertThat(header(answer, "Preference-Applied")).isEqualTo("return=" + wanted);
        switch (wanted) {
            case "minimal" -> assertThat(answer.body()).isEmpty();
            case "representation" -> assertThat(answer.body()).contains("\"value\":27.40,");
            default -> assertThat(answer.body()).contains("OperationOutcome").doesNotContain("27.40");
        }
    }

    @Test
    void aLaboratorysWriteNamesItsVersionToo() {
        FhirClient laboratory = FhirClient.of(port, "ehr-demo");
        Observation delivered = result("http-lab-1");

        for (int status : List.of(201, 200)) {
            Answer answer = laboratory.post(
                    "/Observation", delivered, "If-None-Exist", "identifier=https://hospital.example/lab|http-lab-1");
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(header(answer, "ETag")).isEqualTo("W/\"1\"");
            assertThat(header(answer, "Location")).matches(base + "/Observation/[^/]+/_history/1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "return=", "return=x", "return=\"", "return=\"minimal", "RETURN", "=,;\""})
    void aPreferenceThatIsNoneIsNotHeededAndNotSaidToBe(String prefer) {
        Answer answer = coordinator.post(
                "/Observation",
                result("http-p-" + prefer.hashCode()),
                prefer.isEmpty() ? new String[0] : new String[] {"Prefer", prefer});

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
        assertThat(answer.body()).contains("27.40");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        Answer made = coordinator.post("/Observation", result("http-304"));
        String id = made.as(Observation.class).getIdPart();
        String there = "/Observation/" + id;
        Answer read = coordinator.get(there);
        String time = header(read, "Last-Modified");
        String before = DateTimeFormatter.RFC_1123_DATE_TIME.format(DateTimeFormatter.RFC_1123_DATE_TIME
                .parse(time, ZonedDateTime::from)
                .minusSeconds(1)
                .withZoneSameInstant(ZoneOffset.UTC));

        for (String[] condition : new String[][] {
            {"If-None-Match", "W/\"1\""},
            {"If-None-Match", "\"1\""},
            {"If-None-Match", "\"7\", W/\"1\""},
            {"If-None-Match", "*"},
            {"If-Modified-Since", time},
            {"If-None-Match", "W/\"1\"", "If-Modified-Since", before},
        }) {
            for (String path : List.of(there, there + "/_history/1", there + "?_summary=text")) {
                Answer answer = coordinator.get(path, condition);
                assertThat(answer.status()).as(String.join(" ", condition)).isEqualTo(304);
                assertThat(answer.body()).isEmpty();
                assertThat(header(answer, "ETag")).isEqualTo("W/\"1\"");
                assertThat(header(answer, "Last-Modified")).isEqualTo(time);
                assertThat(header(answer, "Location")).isEqualTo(base + there + "/_history/1");
                assertThat(header(answer, "Content-Location")).isEqualTo(base + there + "/_history/1");
                assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
            }
        }
        for (String[] condition : new String[][] {
            {"If-None-Match", "W/\"2\""},
            {"If-None-Match", "nonsense"},
            {"If-Modified-Since", before},
            {"If-Modified-Since", "nonsense"},
            {"If-None-Match", "W/\"2\"", "If-Modified-Since", time},
        }) {
            Answer answer = coordinator.get(there, condition);
            assertThat(answer.status()).as(String.join(" ", condition)).isEqualTo(200);
            assertThat(header(answer, "ETag")).isEqualTo("W/\"1\"");
        }
    }

    @Test
    void aBodysOwnPlaceDoesNotMoveItElsewhere() {
        Observation own = result("http-place-1");
        own.setId("http-place-1");

        Answer answer =
                coordinator.put("/Observation/http-place-1", own, "Content-Location", "Observation/http-place-2");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(coordinator.get("/Observation/http-place-1").status()).isEqualTo(200);
        assertThat(coordinator.get("/Observation/http-place-2").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata",
                "/fhir/Patient/http-1",
                "/fhir/Patient/http-1/_history/1",
                "/fhir/Patient/http-1/_history",
                "/fhir/Patient/none",
                "/fhir/Patient?_id=http-1",
                "/fhir/Patient?_id=http-1&identifier=a|b",
                "/fhir/Observation/$lastn?patient=http-1",
                "/fhir/Patient?nonsense=1",
                "/fhir/ResearchStudy/NCT06813157",
                "/fhir/.well-known/smart-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/ig",
                "/ig/",
                "/ig/index.html",
                "/ig/none.html",
                "/registry",
                "/registry/NCT06813157/ictrp.xml",
                "/registry/NCT06813157/index.html",
                "/registry/none",
                "/intake/messages?_count=1",
                "/intake/work-items",
                "/actuator/health",
                "/actuator/health/liveness",
                "/none",
            })
    void headIsGetWithoutItsBody(String path) {
        for (RawHttp client : List.of(RawHttp.of(port, "coordinator-demo"), RawHttp.withoutToken(port))) {
            RawHttp.Answer get = client.send("GET", path);
            RawHttp.Answer head = client.send("HEAD", path);

            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.body()).isEmpty();
            // How long nothing is, the container says of a GET alone; how a body comes, of one that comes.
            boolean isEmpty = get.body().isEmpty();
            assertThat(head.headers().keySet())
                    .as(path)
                    .containsAll(get.headers().keySet().stream()
                            .filter(name -> !name.equalsIgnoreCase("Transfer-Encoding"))
                            .filter(name -> !isEmpty || !name.equalsIgnoreCase("Content-Length"))
                            .toList());
            for (String same : List.of("Content-Type", "ETag", "Location", "Link")) {
                assertThat(head.header(same)).as(path + " " + same).isEqualTo(get.header(same));
            }
            if (!isEmpty && head.header("Content-Length").isPresent()) {
                assertThat(head.header("Content-Length")).as(path).isEqualTo(get.header("Content-Length"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/.well-known/smart-configuration", "/.well-known/oauth-authorization-server"})
    void aDocumentIsReadAndNothingElse(String path) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            RawHttp.Answer answer = RawHttp.withoutToken(port).send(method, path);

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.body()).contains("OperationOutcome", "Allow");
        }
    }

    @Test
    void aHeadStandsInTheTrailAsWhatItIs() {
        RawHttp.of(port, "coordinator-demo").send("HEAD", "/fhir/Patient?_id=http-1&identifier=head|trail");

        String queries = String.join(
                "\n",
                FhirClient.of(port, "operator").get("/AuditEvent?_sort=-date&_count=20").bundle().getEntry().stream()
                        .map(entry -> (AuditEvent) entry.getResource())
                        .flatMap(event -> event.getEntity().stream())
                        .filter(entity -> entity.hasQuery())
                        .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8))
                        .toList());
        assertThat(queries).contains("HEAD Patient?_id=http-1&identifier=head%7Ctrail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "_format=foo!*/*",
                "_format=ttl!*/*",
                "_format=rdf!*/*",
                "_format=html!*/*",
                "_format=ndjson!*/*",
                "_format=application/pdf!application/fhir+json",
                "_format=application/fhir%2Bjson%3BfhirVersion=5.0!application/fhir+json",
                "_pretty=true!application/pdf",
                "_pretty=true!text/turtle",
                "_pretty=true!application/fhir+ndjson",
                "_pretty=true!application/fhir+json;q=0",
                "_pretty=true!application/fhir+json; fhirVersion=3.0",
            })
    void whatIsNotOfferedIsNotGivenInAnotherForm(String query, String accept) {
        String[] headers = accept == null ? new String[0] : new String[] {"Accept", accept};
        for (String path :
                List.of("/Patient/http-1?", "/Patient?_id=http-1&", "/metadata?", "/Patient/http-1/_history?")) {
            Answer answer = coordinator.get(path + query, headers);
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(406);
            assertThat(answer.issues()).contains("application/fhir+json");
        }
        Answer write = coordinator.post("/Observation?" + query, result("http-406"), headers);
        assertThat(write.status()).isEqualTo(406);
        assertThat(coordinator
                        .get("/Observation?identifier=https://hospital.example/lab|http-406")
                        .bundle()
                        .getTotal())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "_format=json!text/html!application/fhir+json",
                "_format=xml!application/fhir+json!application/fhir+xml",
                "_format=text/xml!!application/fhir+xml",
                "_format=application/fhir+json!!application/fhir+json",
                "_format=application/fhir%2Bxml!!application/fhir+xml",
                "_pretty=true!!application/fhir+json",
                "_pretty=true!*/*!application/fhir+json",
                "_pretty=true!text/html, application/xhtml+xml, */*;q=0.8!application/fhir+json",
                "_pretty=true!application/json!application/fhir+json",
                "_pretty=true!application/fhir+xml;q=0.9, application/fhir+json;q=0.1!application/fhir+xml",
                "_pretty=true!application/fhir+json; fhirVersion=4.0!application/fhir+json",
            })
    void whatIsOfferedIsGiven(String query, String accept, String type) {
        Answer answer = coordinator.get(
                "/Patient/http-1?" + query, accept == null ? new String[0] : new String[] {"Accept", accept});

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/turtle", "application/fhir+ndjson", "application/pdf", "application/json-patch+json"})
    void aBodyOfAnotherKindIsRefused(String type) {
        for (String path : List.of("/Observation", "", "/Patient/$register", "/Patient/http-1")) {
            Answer answer = coordinator.send(path.endsWith("http-1") ? "PUT" : "POST", path, type, "x");
            assertThat(answer.status()).as(path + " " + answer.body()).isBetween(400, 422);
            assertThat(answer.issues()).isNotBlank().doesNotContain("Exception", "org.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, "application/fhir+xml"})
    void aSummaryOfTextIsTheTextAndWhatMustBeThere(String format) {
        Answer answer = coordinator.get("/ResearchStudy/NCT06813157?_summary=text", "Accept", format);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(format);
        assertThat(header(answer, "ETag")).startsWith("W/");
        assertThat(answer.body())
                .contains("NCT06813157", "SUBSETTED", "status")
                .doesNotContain("\"title\"", "<title ", "\"description\"", "null");
        Answer searched = coordinator.get("/ResearchStudy?_id=NCT06813157&_summary=text", "Accept", JSON);
        assertThat(searched.body()).contains("NCT06813157", "SUBSETTED").doesNotContain("\"title\"");
    }

    @Test
    void anUnknownParameterIsRefusedUnlessTheClientPrefersThatItIsLeftOut() {
        String search = "/Patient?_id=http-1&colour=red&shade:exact=dark";

        for (String[] headers : new String[][] {{}, {"Prefer", "handling=strict"}}) {
            Answer strict = coordinator.get(search, headers);
            assertThat(strict.status()).isEqualTo(400);
        }
        Answer lenient = coordinator.get(search, "Prefer", "handling=lenient");
        assertThat(lenient.status()).as(lenient.body()).isEqualTo(200);
        assertThat(header(lenient, "Preference-Applied")).isEqualTo("handling=lenient");
        Bundle found = lenient.bundle();
        assertThat(found.getTotal()).isEqualTo(1);
        assertThat(found.getLink("self").getUrl()).contains("_id=http-1").doesNotContain("colour", "shade");
        assertThat(found.getEntry())
                .filteredOn(entry -> entry.getSearch().getMode() == SearchEntryMode.OUTCOME)
                .singleElement()
                .satisfies(entry ->
                        assertThat(FhirClient.json(entry.getResource())).contains("colour", "shade:exact"));
        assertThat(coordinator
                        .get("/Patient?_id=http-1", "Prefer", "handling=lenient")
                        .bundle()
                        .getEntry())
                .hasSize(1);
    }

    @Test
    void leniencyOpensNothing() {
        FhirClient laboratory = FhirClient.of(port, "ehr-demo");

        assertThat(laboratory
                        .get("/Patient?colour=red", "Prefer", "handling=lenient")
                        .status())
                .isEqualTo(403);
        assertThat(coordinator
                        .get("/Patient?_content=x&colour=red", "Prefer", "handling=lenient")
                        .status())
                .isBetween(400, 403);
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
