package org.platelink.platform.cors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.RawHttp;
import org.platelink.RawHttp.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told, on the shared server, which names {@code https://app.example}. */
@ServerTest
class CorsIT {

    private static final String APP = "https://app.example";
    private static final String OTHER = "https://other.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final RawHttp anyone;
    private final RawHttp coordinator;

    CorsIT(@LocalServerPort int port) {
        this.anyone = RawHttp.withoutToken(port);
        this.coordinator = RawHttp.of(port, "coordinator-demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata",
                "/fhir/ResearchStudy/NCT06813157",
                "/fhir/ResearchStudy?_count=1",
                "/fhir/.well-known/smart-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/ig/index.html",
                "/registry",
                "/registry/NCT06813157/ictrp.xml",
                "/registry/none",
                "/fhir/Patient",
                "/fhir/Nothing",
            })
    void whatIsForEveryoneAnyPageMayRead(String path) {
        Answer answer = anyone.send("GET", path, "Origin", OTHER);

        assertThat(answer.header(ALLOWED)).as(path + answer.status()).hasValue("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "Location", "Content-Location", "Retry-After", "X-Request-ID");
        assertThat(answer.header("Vary").orElse("")).contains("Origin");
        assertThat(anyone.send("HEAD", path, "Origin", OTHER).header(ALLOWED)).hasValue("*");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /fhir/Patient?_count=1",
        "GET, /fhir/Patient/none",
        "GET, /fhir/Patient?nonsense=1",
        "GET, /intake/messages?_count=1",
        "GET, /export/none",
        "POST, /oauth2/token",
        "POST, /fhir/Observation",
        "DELETE, /fhir/Patient/none",
        "GET, /fhir/Patient?_id=%00",
        "GET, /fhir/../Patient",
    })
    void whatNeedsATokenThePagesMayReadThatAreNamed(String method, String path) {
        Answer named = coordinator.send(method, path, "Origin", APP);
        Answer other = coordinator.send(method, path, "Origin", OTHER);

        assertThat(named.header(ALLOWED)).as(path + named.status()).hasValue(APP);
        assertThat(named.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(other.header(ALLOWED)).isEmpty();
        assertThat(other.status()).as("answered all the same").isEqualTo(named.status());
    }

    @Test
    void aRefusalOfATokenCanBeReadByThePageThatSentIt() {
        Answer answer = anyone.send("GET", "/fhir/Patient", "Origin", APP, "Authorization", "Bearer none");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header(ALLOWED)).hasValue(APP);
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Observation, https://app.example, POST, 'authorization,content-type,prefer', https://app.example",
        "/fhir/Observation/1, https://app.example, PATCH, authorization, https://app.example",
        "/oauth2/token, https://app.example, POST, content-type, https://app.example",
        "/intake/hl7v2, https://app.example, POST, 'authorization,content-type', https://app.example",
        "/fhir/Patient, https://app.example, GET, authorization, https://app.example",
        "/fhir/metadata, https://other.example, GET, 'authorization,if-none-match', *",
        "/registry, https://other.example, GET, if-none-match, *",
        "/fhir/ResearchStudy, https://other.example, GET, content-type, *",
    })
    void aBrowserThatAsksBeforehandNeedsNoToken(
            String path, String origin, String method, String headers, String allowed) {
        Answer answer = ask(path, origin, method, headers);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header(ALLOWED)).hasValue(allowed);
        assertThat(answer.header("Access-Control-Allow-Methods").orElse("")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers").orElse(""))
                .isEqualToIgnoringCase(headers.replace(",", ", "));
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Observation, https://other.example, POST, authorization",
        "/fhir/Patient, https://other.example, GET, authorization",
        "/fhir/Patient, null, GET, authorization",
        "/oauth2/token, https://other.example, POST, content-type",
        "/admin/clients, https://app.example, GET, authorization",
        "/fhir/Patient, https://app.example, TRACE, authorization",
    })
    void othersAreToldWhyNot(String path, String origin, String method, String headers) {
        Answer answer = ask(path, origin, method, headers);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header(ALLOWED)).isEmpty();
        assertThat(answer.body()).contains("OperationOutcome", "PLATELINK_CORS_ORIGINS");
    }

    private Answer ask(String path, String origin, String method, String headers) {
        return anyone.send(
                "OPTIONS",
                path,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }
}
