package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.desk.AppUser;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each claim of the two documents that tell how to get a token: all that is not so, by name. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class IssuerClaimsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What there is, served or not. */
    private static final List<String> GRANTS = List.of(
            "client_credentials",
            "authorization_code",
            "refresh_token",
            "password",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:jwt-bearer");

    private static final Map<String, String> CAPABILITIES = Map.of(
            "client-confidential-asymmetric", "system/Observation.rs",
            "permission-v2", "system/Observation.rs",
            "permission-v1", "system/Observation.read");

    /** What an app is granted where a capability is served. */
    private static final Map<String, String> OF_APPS = Map.of(
            "launch-standalone", "user/*.rs",
            "client-public", "user/*.rs",
            "permission-user", "user/*.rs",
            "permission-offline", "offline_access",
            "permission-online", "online_access");

    private static final String APP = "issuer-claims-app";

    private final int port;
    private final String home;
    private final List<String> lies = new ArrayList<>();
    private ClientFile curve;
    private RSAKey rsa;

    IssuerClaimsIT(@LocalServerPort int port) {
        this.port = port;
        this.home = "http://localhost:" + port;
    }

    /** With whatever scopes there are and a key of either kind. */
    @BeforeAll
    void aClient() throws Exception {
        curve = ClientFile.withNewKey("issuer-claims", home + "/oauth2/token", "system/*.cruds");
        rsa = new RSAKeyGenerator(2048).keyID("rsa-claims").generate();
        JWKSet keys = new JWKSet(List.of(curve.privateKey().toPublicJWK(), rsa.toPublicJWK()));
        Answer added = FhirClient.of(port, "operator")
                .send(
                        "POST",
                        "http://127.0.0.1:" + port + "/admin/clients",
                        "application/json",
                        "{\"id\":\"issuer-claims\",\"role\":\"admin\",\"scopes\":\"" + curve.scope() + "\",\"keys\":"
                                + keys + "}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(FhirClient.of(port, "operator")
                        .send(
                                "POST",
                                "http://127.0.0.1:" + port + "/admin/apps",
                                "application/json",
                                "{\"id\":\"" + APP + "\",\"name\":\"Claims\",\"redirectUris\":[\"" + AppUser.REDIRECT
                                        + "\"]}")
                        .status())
                .isEqualTo(201);
    }

    /** An app, and who may do most. */
    private AppUser app() {
        return new AppUser(port, APP, DeskClient.as(port, "admin"));
    }

    @Test
    void bothDocumentsSayWhatIsServedAndAllOfIt() throws Exception {
        run(FhirClient.withoutToken(port).get("/.well-known/smart-configuration"));
        run(FhirClient.withoutToken(port).get(home + "/.well-known/oauth-authorization-server"));

        assertThat(lies).isEmpty();
    }

    private void run(Answer document) throws Exception {
        assertThat(document.status()).isEqualTo(200);
        JsonNode says = JSON.readTree(document.body());
        Set<String> run = new HashSet<>();
        says.fieldNames().forEachRemaining(run::add);

        must(says.get("issuer").asText().equals(home), "issuer", run);
        must(
                texts(says.get("response_types_supported")).equals(List.of("code"))
                        && !isAsked("response_type", "token"),
                "response_types_supported",
                run);
        must(
                says.get("authorization_endpoint").asText().equals(home + "/desk/authorize")
                        && isAsked("response_type", "code"),
                "authorization_endpoint",
                run);
        must(
                texts(says.get("code_challenge_methods_supported")).equals(List.of("S256"))
                        && isAsked("code_challenge_method", "S256")
                        && !isAsked("code_challenge_method", "plain"),
                "code_challenge_methods_supported",
                run);
        must(says.get("token_endpoint").asText().equals(home + "/oauth2/token"), "token_endpoint", run);
        Answer keys = FhirClient.withoutToken(port).get(says.get("jwks_uri").asText());
        must(keys.status() == 200 && !JWKSet.parse(keys.body()).isEmpty(), "jwks_uri", run);
        grants(texts(says.get("grant_types_supported")), run);
        algorithms(texts(says.get("token_endpoint_auth_signing_alg_values_supported")), run);
        methods(texts(says.get("token_endpoint_auth_methods_supported")), run);
        for (String scope : texts(says.get("scopes_supported"))) {
            must(
                    scope.startsWith("system/") ? scope.equals(granted(scope)) : isGrantedToAnApp(scope),
                    "scopes_supported",
                    run);
        }
        for (String capability : texts(says.path("capabilities"))) {
            must(
                    OF_APPS.containsKey(capability)
                            ? isGrantedToAnApp(OF_APPS.get(capability))
                            : granted(CAPABILITIES.getOrDefault(capability, "none")) != null,
                    "capabilities",
                    run);
        }
        if (!run.isEmpty()) {
            lies.add("nobody has tried " + run);
        }
        noOtherEndpoint();
    }

    private void must(boolean isSo, String member, Set<String> left) {
        left.remove(member);
        if (!isSo) {
            lies.add(member);
        }
    }

    private void grants(List<String> claimed, Set<String> left) {
        for (String grant : GRANTS) {
            String form = new TokenRequest(curve, "system/Observation.rs")
                    .form()
                    .replace("grant_type=client_credentials", "grant_type=" + grant.replace(":", "%3A"));
            boolean served = Tokens.post(port, form).statusCode() == 200 || isServedToAnApp(grant);
            must(served == claimed.contains(grant), "grant_types_supported", left);
        }
        must(GRANTS.containsAll(claimed), "grant_types_supported", left);
    }

    private void algorithms(List<String> claimed, Set<String> left) throws Exception {
        for (JWSAlgorithm algorithm : List.of(
                JWSAlgorithm.RS256,
                JWSAlgorithm.RS384,
                JWSAlgorithm.RS512,
                JWSAlgorithm.PS256,
                JWSAlgorithm.PS384,
                JWSAlgorithm.PS512)) {
            must(
                    (Tokens.post(port, form(algorithm)).statusCode() == 200) == claimed.contains(algorithm.getName()),
                    "token_endpoint_auth_signing_alg_values_supported",
                    left);
        }
        // The key of a client file is on the curve of this one.
        must(
                claimed.contains("ES384") && claimed.size() == 2 && granted("system/Observation.rs") != null,
                "token_endpoint_auth_signing_alg_values_supported",
                left);
    }

    private String form(JWSAlgorithm algorithm) throws Exception {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(rsa.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("issuer-claims")
                        .subject("issuer-claims")
                        .audience(home + "/oauth2/token")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        assertion.sign(new RSASSASigner(rsa.toPrivateKey()));
        return "grant_type=client_credentials&scope=system%2FObservation.rs&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + assertion.serialize();
    }

    /** Whoever proves nothing, or in another way, gets no token. */
    private void methods(List<String> claimed, Set<String> left) {
        String form = "grant_type=client_credentials&scope=system%2FObservation.rs";
        boolean others = Tokens.post(port, form + "&client_id=issuer-claims").statusCode() == 200
                || Tokens.post(port, form + "&client_id=issuer-claims&client_secret=x")
                                .statusCode()
                        == 200
                || Tokens.post(port, "/oauth2/token", form, "Authorization", "Basic aXNzdWVyLWNsYWltczp4")
                                .statusCode()
                        == 200;
        must(
                claimed.equals(List.of("none", "private_key_jwt")) && !others && isServedToAnApp("authorization_code"),
                "token_endpoint_auth_methods_supported",
                left);
    }

    /** Whether a person is asked for an app whose request has this value of a parameter. */
    private boolean isAsked(String parameter, String value) {
        AppUser app = app();
        Map<String, String> request = app.request("user/*.rs");
        request.put(parameter, value);
        return AppUser.location(app.authorize(request)).contains("/desk/allow?");
    }

    private boolean isGrantedToAnApp(String scope) {
        AppUser app = app();
        JsonNode given = app.token(app.code("user/Observation.rs " + scope));
        return List.of(given.path("scope").asText().split(" ")).contains(scope)
                && given.has("refresh_token") == scope.endsWith("line_access");
    }

    private boolean isServedToAnApp(String grant) {
        AppUser app = app();
        JsonNode given = app.token(app.code("user/*.rs offline_access"));
        return switch (grant) {
            case "authorization_code" -> given.has("access_token");
            case "refresh_token" ->
                app.refresh(given.path("refresh_token").asText()).has("access_token");
            default -> false;
        };
    }

    private void noOtherEndpoint() {
        for (String path : List.of(
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/connect/register",
                "/userinfo",
                "/.well-known/openid-configuration")) {
            if (FhirClient.withoutToken(port).get(home + path).status() < 300) {
                lies.add(path + " answers and is claimed nowhere");
            }
        }
    }

    private @Nullable String granted(String scope) throws Exception {
        JsonNode answer = JSON.readTree(
                Tokens.post(port, new TokenRequest(curve, scope).form()).body());
        return answer.hasNonNull("access_token") ? answer.get("scope").asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
