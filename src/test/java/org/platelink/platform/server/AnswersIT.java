package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every answer has, and what none has: headers for browsers; nothing of the server's inside. */
@ServerTest
class AnswersIT {

    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy");

    private static final String INSIDE =
            "(?s).*(HAPI-\\d|JDBC|HFJ_|select rt|Exception|org\\.hl7\\.|ca\\.uhn|<html|\\bat java).*";

    private final int port;
    private final FhirClient coordinator;
    private final FhirClient anyone;

    AnswersIT(@LocalServerPort int port) {
        this.port = port;
        this.coordinator = FhirClient.at(port);
        this.anyone = FhirClient.withoutToken(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata",
                "/fhir/Observation/unknown",
                "/fhir/.well-known/smart-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/oauth2/token",
                "/ig",
                "/ig/",
                "/ig/index.html",
                "/ig/guide.css",
                "/ig/none.html",
                "/ig/package.tgz",
                "/registry",
                "/registry/NCT06813157/index.html",
                "/registry/none",
                "/actuator/health",
                "/actuator/prometheus",
                "/admin/clients",
                "/intake/messages",
                "/export/none/none",
                "/error",
                "/none"
            })
    void everyAnswerTellsBrowsersWhatTheyMayDo(String path) {
        for (FhirClient client : List.of(anyone, FhirClient.of(port, "operator"))) {
            Answer answer = client.get(url(path));
            assertThat(HEADERS)
                    .as(path + " " + answer.status() + " " + answer.headers().map())
                    .allMatch(header -> answer.headers().allValues(header).size() == 1);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("script-src", "unsafe-eval");
            assertThat(answer.headers().map())
                    .doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
        }
    }

    @Test
    void dataRunsNothingInABrowser() {
        assertThat(coordinator.get("/Patient").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
    }

    @Test
    void dataIsKeptByNoCache() {
        for (String path : List.of(
                "/fhir/Patient", "/fhir/Patient/none", "/intake/messages", "/oauth2/token", "/export/none/none")) {
            assertThat(coordinator
                            .get(url(path))
                            .headers()
                            .firstValue("Cache-Control")
                            .orElse(""))
                    .as(path)
                    .contains("no-store");
        }
    }

    @Test
    void theBillOfMaterialsIsForAnAdmin() {
        String bill = url("/actuator/sbom/application");

        assertThat(anyone.get(bill).status()).isEqualTo(401);
        assertThat(coordinator.get(bill).status()).isEqualTo(403);
        Answer answer = FhirClient.of(port, "operator").get(bill);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"CycloneDX\"", "pkg:maven/org.apache.tomcat.embed/tomcat-embed-core@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9",
                "GARBAGE",
                "GET /fhir/<x> HTTP/1.1\r\nHost: x",
                "GET /fhir/metadata HTTP/1.1",
                "GET /fhir/metadata HTTP/1.1\r\nHost: a b",
                "GET /../x HTTP/1.1\r\nHost: x",
                "GET /fhir/%00 HTTP/1.1\r\nHost: x",
                "GET /registry/%ff HTTP/1.1\r\nHost: x",
                "GET /fhir//Patient;x=1/%2F HTTP/1.1\r\nHost: x",
                "TRACE /fhir/metadata HTTP/1.1\r\nHost: x",
                "FOO /ig/ HTTP/1.1\r\nHost: x",
                "POST /fhir HTTP/1.1\r\nHost: x\r\nContent-Length: -1",
                "POST /fhir HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo"
            })
    void whatIsNoHttpIsRefusedInTheSameForm(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer)
                .matches("(?s)HTTP/1.1 [45]\\d\\d .*")
                .doesNotMatch(INSIDE)
                .doesNotContain("Tomcat");
        assertThat(HEADERS).allMatch(header -> answer.contains(header + ": "));
        assertThat(answer).contains("{\"resourceType\":\"OperationOutcome\"", "\"diagnostics\":\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?_id=%00",
                "/Observation?_id=a%00b",
                "/Patient?a=%zz",
                "/Patient?a=%",
                "/metadata?%",
            })
    void aQueryThatNoneCanReadIsTheSenders(String path) throws IOException {
        String answer = raw("GET /fhir" + path + " HTTP/1.1\r\nHost: x");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("%25").doesNotMatch(INSIDE);
    }

    @Test
    void aFormAndABatchThatNoneCanReadAreTheSendersToo() {
        for (String form : List.of("_id=%00", "_id=%zz", "a=%")) {
            Answer answer = coordinator.send("POST", "/Observation/_search", "application/x-www-form-urlencoded", form);
            assertThat(answer.status()).as(form + answer.body()).isBetween(200, 499);
            assertThat(answer.body()).doesNotMatch(INSIDE);
        }
        for (String url :
                List.of("Observation?_id=%00", "Patient?_id=%zz", "Observation/nope", "Patient?birthdate=xx")) {
            Answer answer = coordinator.post(
                    "",
                    "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                            + url + "\"}}]}");
            assertThat(answer.status()).as(url + answer.body()).isBetween(200, 499);
            assertThat(answer.body()).as(url).doesNotMatch(INSIDE);
        }
    }

    @Test
    void aRequestIdFromOutsideIsShortAndPlain() {
        assertThat(idFor("abc-1.2_3")).hasValue("abc-1.2_3");
        for (String id : List.of("a".repeat(65), "a b", "<script>", "a;b=c", "\u00e9")) {
            assertThat(idFor(id)).as(id).hasValueSatisfying(given -> assertThat(given)
                    .isNotEqualTo(id)
                    .matches("[A-Za-z0-9]{1,32}"));
        }
    }

    private Optional<String> idFor(String id) {
        return coordinator
                .get("/ResearchStudy?_count=1", "X-Request-ID", id)
                .headers()
                .firstValue("X-Request-ID");
    }

    @Test
    void whatTheIssuerSaysIsServed() throws IOException {
        JsonNode says = new ObjectMapper()
                .readTree(anyone.get(url("/.well-known/oauth-authorization-server"))
                        .body());

        assertThat(says.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "issuer",
                        "jwks_uri",
                        "token_endpoint",
                        "authorization_endpoint",
                        "code_challenge_methods_supported",
                        "response_types_supported",
                        "grant_types_supported",
                        "token_endpoint_auth_methods_supported",
                        "token_endpoint_auth_signing_alg_values_supported",
                        "scopes_supported");
        assertThat(says.get("issuer").asText()).isEqualTo("http://localhost:" + port);
        assertThat(says.get("response_types_supported")).hasToString("[\"code\"]");
        assertThat(says.get("grant_types_supported"))
                .hasToString("[\"authorization_code\",\"refresh_token\",\"client_credentials\"]");
        assertThat(says.get("token_endpoint_auth_methods_supported")).hasToString("[\"none\",\"private_key_jwt\"]");
        assertThat(anyone.get(says.get("jwks_uri").asText()).status()).isEqualTo(200);
        assertThat(anyone.send("POST", says.get("token_endpoint").asText(), "application/x-www-form-urlencoded", "")
                        .body())
                .contains("client_assertion_type");
        for (String unserved : List.of(
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/oauth2/par",
                "/connect/register",
                "/userinfo",
                "/.well-known/openid-configuration")) {
            assertThat(anyone.get(url(unserved)).status()).as(unserved).isIn(401, 404);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** The answer to lines that no client library would send. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + (request.contains("\r\n") ? "\r\nConnection: close" : "") + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            StringBuilder all = new StringBuilder();
            for (int next = answer.read(); next >= 0; next = answer.read()) {
                all.append((char) next);
                if (all.toString().endsWith("}]}")) {
                    break;
                }
            }
            return all.toString();
        }
    }
}
