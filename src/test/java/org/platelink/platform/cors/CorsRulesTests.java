package org.platelink.platform.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.cors.CorsConfiguration;

class CorsRulesTests {

    private static final String APP = "https://app.example";

    private final CorsRules rules = new CorsRules(List.of(APP), origin -> false);

    @ParameterizedTest
    @CsvSource({
        // method, path, origin, with a token, who may read it
        "GET, /fhir/metadata, https://other.example, true, everyone",
        "GET, /fhir/.well-known/smart-configuration, https://other.example, false, everyone",
        "HEAD, /.well-known/oauth-authorization-server, https://other.example, false, everyone",
        "GET, /ig/index.html, https://other.example, false, everyone",
        "GET, /registry/NCT06813157, https://other.example, false, everyone",
        "GET, /oauth2/jwks, https://other.example, false, everyone",
        "GET, /fhir/ResearchStudy, https://other.example, false, everyone",
        "GET, /fhir/ResearchStudy, https://other.example, true, nobody",
        "POST, /fhir/ResearchStudy, https://other.example, false, nobody",
        "POST, /registry, https://other.example, false, nobody",
        "GET, /registryx, https://other.example, false, nobody",
        "GET, /actuator/health, https://app.example, false, nobody",
        "GET, /admin/clients, https://app.example, true, nobody",
        "GET, /fhir/Patient, https://app.example, true, the named",
        "DELETE, /fhir/Patient/1, https://app.example, true, the named",
        "PATCH, /fhir/Patient/1, https://app.example, true, the named",
        "POST, /fhir, https://app.example, true, the named",
        "POST, /oauth2/token, https://app.example, false, the named",
        "POST, /intake/hl7v2, https://app.example, true, the named",
        "GET, /export/1, https://app.example, true, the named",
        "GET, /fhir/Patient, https://app.example:8443, true, nobody",
        "GET, /fhir/Patient, http://app.example, true, nobody",
        "GET, /fhir/Patient, https://app.example.evil.example, true, nobody",
        "GET, /fhir/Patient, null, true, nobody",
        "TRACE, /fhir/Patient, https://app.example, true, nobody",
    })
    void aPageMayReadWhatIsForEveryoneOrForIt(String method, String path, String origin, boolean token, String who) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader("Origin", origin);
        MockHttpServletRequest before = new MockHttpServletRequest("OPTIONS", path);
        before.addHeader("Origin", origin);
        before.addHeader("Access-Control-Request-Method", method);
        before.addHeader("Access-Control-Request-Headers", token ? "accept, Authorization" : "accept");
        if (token) {
            request.addHeader("Authorization", "Bearer x");
        }

        assertThat(who(rules.of(request))).isEqualTo(who);
        assertThat(who(rules.of(before))).as("asked beforehand").isEqualTo(who);
    }

    private static String who(CorsConfiguration rule) {
        if (rule == null) {
            return "nobody";
        }
        assertThat(rule.getAllowCredentials()).isFalse();
        return rule.getAllowedOrigins().equals(List.of("*")) ? "everyone" : "the named";
    }

    @Test
    void aPageOfARegisteredAppUsesItsToken() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.addHeader("Origin", "http://127.0.0.1:8888");
        MockHttpServletRequest administration = new MockHttpServletRequest("POST", "/admin/clients");
        administration.addHeader("Origin", "http://127.0.0.1:8888");
        CorsRules ofApps = new CorsRules(List.of(), "http://127.0.0.1:8888"::equals);

        assertThat(ofApps.of(request).getAllowedOrigins()).containsExactly("http://127.0.0.1:8888");
        assertThat(ofApps.of(request).getAllowCredentials()).isFalse();
        assertThat(ofApps.of(administration)).isNull();
        assertThat(rules.of(request)).isNull();
    }

    @Test
    void nobodyIsNamedAtFirst() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
        request.addHeader("Origin", APP);
        request.addHeader("Authorization", "Bearer x");

        assertThat(new CorsRules(new CorsProperties(List.of()).origins(), origin -> false).of(request))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example",
                "https://*.example",
                "https://app.example/",
                "https://app.example/path",
                "https://App.example",
                "file://x",
                "https://user@app.example"
            })
    void whatIsNoOriginStopsTheStart(String origin) {
        assertThatThrownBy(() -> new CorsProperties(List.of(origin)))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining(origin);
    }

    @Test
    void originsAreTakenAsBrowsersWriteThem() {
        assertThat(new CorsProperties(
                                List.of(" https://app.example", "http://localhost:3000 ", "https://[::1]:8443", ""))
                        .origins())
                .containsExactly("https://app.example", "http://localhost:3000", "https://[::1]:8443");
    }
}
