package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A number of a few characters that is millions of digits once somebody calculates with it, at every door. */
@ServerTest
class NumberAttackIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String UCUM = "|http://unitsofmeasure.org|";
    private static final String QUANTITY = "\"valueQuantity\":{\"value\":%s,\"unit\":\"a\",\"system\":"
            + "\"http://unitsofmeasure.org\",\"code\":\"10*9/L\"}";

    private final int port;
    private final TwoSites sites;

    NumberAttackIT(@LocalServerPort int port) {
        this.port = port;
        this.sites = TwoSites.on(port);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void refused(Answer answer, String place) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(place, "40 digits", "send it with fewer digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/PlanDefinition?context-quantity=9e200000" + UCUM + "mg",
                "/PlanDefinition?context-quantity=gt1e100000000" + UCUM + "mg",
                "/PlanDefinition?context-quantity=le-9e-200000" + UCUM + "Cel",
                "/PlanDefinition?context-quantity=5" + UCUM + "mg,9e200000" + UCUM + "mg",
                "/PlanDefinition?context-type-quantity=http://x.example|a$9e200000" + UCUM + "mg",
                "/ActivityDefinition?context-quantity=9e200000"
            })
    void nobodySearchesByOneWithoutAToken(String search) {
        String[] parts = search.split("=", 2);
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            FhirClient anyone = sites.as("anyone");
            refused(anyone.get(parts[0] + "=" + encoded(parts[1])), "context-");
            refused(
                    anyone.send(
                            "POST",
                            parts[0].substring(0, parts[0].indexOf('?')) + "/_search",
                            "application/x-www-form-urlencoded",
                            parts[0].substring(parts[0].indexOf('?') + 1) + "=" + encoded(parts[1])),
                    "context-");
        });
    }

    @Test
    void aUnitOfThousandsOfDigitsIsNotCalculatedWith() {
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            for (String unit : List.of("10*9999", "10*-99999", "Gm999", "mol9999")) {
                Answer answer =
                        sites.as("anyone").get("/PlanDefinition?context-quantity=" + encoded("1" + UCUM + unit));
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(answer.issues()).contains(unit + " is no unit of UCUM");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?value-quantity=lt9e200000" + UCUM + "10*9/L",
                "/Patient?_has:Observation:subject:value-quantity=9e200000"
            })
    void nobodySearchesResultsByOne(String search) {
        String[] parts = search.split("=", 2);
        Assertions.assertTimeoutPreemptively(
                SOON, () -> refused(sites.as("analyst").get(parts[0] + "=" + encoded(parts[1])), "value-quantity"));
    }

    @Test
    void aSearchInABatchIsLookedAtBeforeItIsMade() {
        String batch = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\","
                + "\"url\":\"Observation?value-quantity=%s\"}}]}";

        Assertions.assertTimeoutPreemptively(SOON, () -> {
            refused(
                    sites.as("analyst").post("", batch.formatted("9e200000%7Chttp://unitsofmeasure.org%7Cmg")),
                    "value-quantity");
            refused(sites.as("analyst").post("", batch.formatted("9".repeat(5_000_000))), "value-quantity");
        });
    }

    @Test
    void aSampleWhoseNumberLooksLikeOneIsSearchedFor() {
        Answer answer = sites.as("analyst").get("/Specimen?identifier=" + encoded("https://lab.example|26E00123"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "1e100000000", "-1e-1000000", "12345678901234567890123456789012345678901"})
    void noneIsTakenInABodyOfJson(String number) {
        String observation = "{\"resourceType\":\"Observation\"," + QUANTITY.formatted(number) + "}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + observation
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}]}";

        Assertions.assertTimeoutPreemptively(SOON, () -> {
            FhirClient laboratory = sites.as("ehr");
            refused(laboratory.post("/Observation", observation), "Observation.valueQuantity.value");
            refused(laboratory.put("/Observation/" + sites.labA(), observation), "Observation.valueQuantity.value");
            refused(laboratory.post("/Observation/$validate", observation), "Observation.valueQuantity.value");
            refused(laboratory.post("", bundle), "Bundle.entry[0].resource.valueQuantity.value");
        });
    }

    @Test
    void noneIsTakenInABodyOfXmlOrInQuotes() {
        String xml = "<Observation xmlns=\"http://hl7.org/fhir\"><valueQuantity><value value=\"%s\"/></valueQuantity>"
                + "</Observation>";
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            FhirClient laboratory = sites.as("ehr");
            for (String number : List.of("1e1000000", "9".repeat(5_000_000), "0".repeat(5_000_000))) {
                refused(
                        laboratory.send(
                                "POST",
                                "/Observation",
                                "application/fhir+xml",
                                xml.formatted(number),
                                "Accept",
                                "application/fhir+json"),
                        "Observation.valueQuantity.value");
                refused(
                        laboratory.post(
                                "/Observation",
                                "{\"resourceType\":\"Observation\"," + QUANTITY.formatted("\"" + number + "\"") + "}"),
                        "Observation.valueQuantity.value");
            }
        });
    }

    @Test
    void noneIsTakenInAPatch() {
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> refused(
                        sites.as("ehr")
                                .send(
                                        "PATCH",
                                        "/Observation/" + sites.labA(),
                                        "application/json-patch+json",
                                        "[{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":1e1000000}]"),
                        "[0].value"));
    }

    @Test
    void noneIsTakenInAView() {
        String view = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"subjectResource\",\"resource\":"
                + "{\"resourceType\":\"ViewDefinition\",\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\","
                + "\"valueDecimal\":%s}],\"select\":[{\"column\":[{\"name\":\"a\",\"path\":\"%s\"}]}]}}]}";
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            FhirClient analyst = sites.as("analyst");
            refused(analyst.post("/$sql-run", view.formatted("1e100000000", "%c + 1")), "constant[0].valueDecimal");
            Answer literal = analyst.post("/$sql-run", view.formatted("1", "1 + " + "9".repeat(41)));
            assertThat(literal.status()).as(literal.body()).isEqualTo(422);
            assertThat(literal.issues()).contains("column[0].path", "40 digits");
        });
    }

    @Test
    void noneInATokenRequestKeepsAThread() {
        String claims = "{\"iss\":\"ehr-demo\",\"sub\":\"ehr-demo\",\"jti\":\"number-attack\",\"exp\":1e100000000,"
                + "\"iat\":-1e100000000}";
        String assertion = part("{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"a\",\"x\":1e100000000}") + "."
                + part(claims) + ".AAAA";
        Assertions.assertTimeoutPreemptively(SOON, () -> assertThat(Tokens.post(
                                port,
                                "grant_type=client_credentials&client_assertion_type="
                                        + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                                        + "&client_assertion=" + assertion)
                        .statusCode())
                .isBetween(400, 401));
        assertThatCode(() -> FhirClient.withToken(port, assertion).get("/Patient"))
                .doesNotThrowAnyException();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eighteenDigitsComeBackAsTheyWere() {
        String number = "123456789012.345670";
        Answer validated = sites.as("ehr")
                .post(
                        "/Observation/$validate",
                        "{\"resourceType\":\"Observation\"," + QUANTITY.formatted(number) + "}");

        assertThat(validated.status()).isNotEqualTo(500);
        assertThat(validated.body()).doesNotContain("40 digits");
    }
}
