package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client must send for a token, and what is refused; the checks of SMART's own test kits are among them. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class TokenIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final String endpoint;
    private ClientFile analyst;
    private RSAKey rsa;

    TokenIT(@LocalServerPort int port) {
        this.port = port;
        this.endpoint = "http://localhost:" + port + "/oauth2/token";
    }

    /** An analyst with a key of each kind, registered over HTTP. */
    @BeforeAll
    void anAnalyst() throws Exception {
        analyst = ClientFile.withNewKey("token-test", endpoint, "system/Observation.rs system/Patient.r");
        rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        JWKSet keys = new JWKSet(List.of(analyst.privateKey().toPublicJWK(), rsa.toPublicJWK()));
        int status = FhirClient.of(port, "operator")
                .send(
                        "POST",
                        "http://127.0.0.1:" + port + "/admin/clients",
                        "application/json",
                        "{\"id\":\"token-test\",\"role\":\"analyst\",\"scopes\":\"" + analyst.scope() + "\",\"keys\":"
                                + keys + "}")
                .status();
        assertThat(status).isEqualTo(201);
    }

    @Test
    void aTokenIsOfTheFormThatSmartAsksFor() throws Exception {
        HttpResponse<String> answer = Tokens.post(port, new TokenRequest(analyst, analyst.scope()).form());
        JsonNode token = JSON.readTree(answer.body());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(token.get("token_type").asText()).isEqualToIgnoringCase("bearer");
        assertThat(token.get("expires_in").asInt()).isBetween(290, 300);
        assertThat(token.get("scope").asText()).isEqualTo("system/Observation.rs system/Patient.r");
        assertThat(token.has("refresh_token")).isFalse();
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JWTClaimsSet claims =
                SignedJWT.parse(token.get("access_token").asText()).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("http://localhost:" + port + "/fhir");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("token-test");
        assertThat(claims.getStringClaim("platelink_role")).isEqualTo("analyst");
    }

    @Test
    void rs384IsTakenToo() throws Exception {
        assertThat(send(signed(claims().build(), rsa, JWSAlgorithm.RS384)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientIdMayBeSentAndMustThenBeTheAssertions() {
        String form = new TokenRequest(analyst, analyst.scope()).form();
        assertThat(Tokens.post(port, form + "&client_id=token-test").statusCode())
                .isEqualTo(200);
        HttpResponse<String> other =
                Tokens.post(port, new TokenRequest(analyst, analyst.scope()).form() + "&client_id=ehr-demo");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("client_id, where it is sent, must be the assertion's sub");
    }

    @ParameterizedTest
    @CsvSource({
        "system/Observation.rs, system/Observation.rs",
        "system/Observation.r, system/Observation.r",
        "system/*.rs, system/Observation.rs system/Patient.r",
        "system/Observation.cruds, system/Observation.rs",
        "system/Observation.rs?category=laboratory, system/Observation.rs?category=laboratory",
        "system/Observation.rs system/Encounter.rs, system/Observation.rs",
        "system/Observation.read, system/Observation.rs",
        "system/*.read, system/Observation.rs system/Patient.r",
        "system/Observation.*, system/Observation.rs",
        "system/*.*, system/Observation.rs system/Patient.r",
    })
    void scopesAreGrantedAsFarAsTheClientMayHaveThem(String asked, String granted) throws Exception {
        HttpResponse<String> answer = Tokens.post(port, new TokenRequest(analyst, asked).form());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("scope").asText()).isEqualTo(granted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "system/Encounter.rs",
                "system/Observation.cu",
                "user/Observation.rs",
                "system/Observation.write",
                "user/Observation.read",
                "x"
            })
    void scopesBeyondOrOfAnotherFormAreRefused(String asked) {
        HttpResponse<String> answer = Tokens.post(port, new TokenRequest(analyst, asked).form());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_scope").contains("error_description");
    }

    @Test
    void anAssertionWorksOnce() throws Exception {
        String assertion = signed(claims().build(), rsa, JWSAlgorithm.RS384);
        assertThat(send(assertion).statusCode()).isEqualTo(200);
        refused(send(assertion), "was used before");
    }

    @Test
    void whatTheAssertionSaysMustBeRight() throws Exception {
        Instant now = Instant.now();
        refused(send(es384(claims().audience("https://elsewhere.example/token"))), "aud of the assertion must be");
        refused(send(es384(claims().expirationTime(Date.from(now.plusSeconds(360))))), "more than five minutes");
        refused(send(es384(claims().expirationTime(Date.from(now.minusSeconds(60))))), "has expired");
        refused(send(es384(claims().expirationTime(null))), "no exp");
        refused(send(es384(claims().jwtID(null))), "jti");
        refused(send(es384(claims().issuer("ehr-demo"))), "iss and sub");
        refused(send(es384(claims().notBeforeTime(Date.from(now.plusSeconds(120))))), "nbf");
    }

    @Test
    void onlyARegisteredKeyAndItsAlgorithmCount() throws Exception {
        String unknown = "is not known, or its assertion is not signed with one of its registered keys";
        refused(send(new PlainJWT(claims().build()).serialize()), unknown);
        refused(send(signed(claims().build(), rsa, JWSAlgorithm.RS256)), unknown);
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims().build());
        mac.sign(new MACSigner(rsa.toPublicJWK().toRSAPublicKey().getEncoded()));
        refused(send(mac.serialize()), unknown);
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        refused(send(signed(claims().build(), stranger, JWSAlgorithm.RS384)), unknown);
        // One who is not registered is answered in the same words.
        refused(
                send(signed(claims().subject("nobody").issuer("nobody").build(), stranger, JWSAlgorithm.RS384)),
                unknown);
        RSAKey injected =
                new RSAKeyGenerator(2048).keyID("../../dev/null' or 1=1 --").generate();
        refused(send(signed(claims().build(), injected, JWSAlgorithm.RS384)), unknown);
    }

    /** Each of these was taken, or could have been. */
    @Test
    void anAssertionNamesOneOfTheClientsKeysAndAsksForNothingElse() throws Exception {
        String unknown = "is not known, or its assertion is not signed with one of its registered keys";
        refused(send(rs384(new JWSHeader.Builder(JWSAlgorithm.RS384))), unknown);
        refused(send(rs384(new JWSHeader.Builder(JWSAlgorithm.RS384).keyID(" "))), unknown);
        refused(
                send(rs384(
                        new JWSHeader.Builder(JWSAlgorithm.RS384).keyID("rsa-1").type(new JOSEObjectType("at+jwt")))),
                unknown);
        refused(
                send(rs384(new JWSHeader.Builder(JWSAlgorithm.RS384)
                        .keyID("rsa-1")
                        .criticalParams(Set.of("x"))
                        .customParam("x", 1))),
                unknown);
        refused(
                send(rs384(
                        new JWSHeader.Builder(JWSAlgorithm.RS384).keyID("rsa-1").jwk(rsa.toPublicJWK()))),
                unknown);
        refused(
                send(rs384(new JWSHeader.Builder(JWSAlgorithm.RS384)
                        .keyID("rsa-1")
                        .x509CertURL(URI.create("https://keys.example/1")))),
                unknown);
        assertThat(send(rs384(new JWSHeader.Builder(JWSAlgorithm.RS384)
                                .keyID("rsa-1")
                                .type(JOSEObjectType.JWT)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void p256SignsNothingHere() throws Exception {
        ECKey p256 = new ECKeyGenerator(Curve.P_256).keyID("p256").generate();
        FhirClient.Answer added = FhirClient.of(port, "operator")
                .send(
                        "POST",
                        "http://127.0.0.1:" + port + "/admin/clients",
                        "application/json",
                        "{\"id\":\"p256\",\"role\":\"analyst\",\"keys\":" + new JWKSet(p256.toPublicJWK()) + "}");
        assertThat(added.status()).as(added.body()).isEqualTo(400);
        assertThat(added.body()).contains("one of P-384");
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(analyst.privateKey().getKeyID())
                        .build(),
                claims().build());
        jwt.sign(new ECDSASigner(p256));
        refused(send(jwt.serialize()), "by RS384 or ES384");
        // The header says ES384 over a signature of P-256.
        String[] parts = jwt.serialize().split("\\.");
        String lying =
                Base64URL.encode("{\"alg\":\"ES384\",\"kid\":\""
                                + analyst.privateKey().getKeyID() + "\"}") + "." + parts[1] + "." + parts[2];
        refused(send(lying), "by RS384 or ES384");
    }

    @Test
    void anAssertionIsMeantForThisServerAlone() throws Exception {
        refused(
                send(es384(claims().audience(List.of(endpoint, "https://elsewhere.example/token")))),
                "and nothing else");
    }

    @Test
    void nothingOfARequestStandsInItsAddress() {
        String form = new TokenRequest(analyst, analyst.scope()).form();
        refused(Tokens.post(port, "/oauth2/token?" + form, ""), "The address has a query");
        refused(Tokens.post(port, "/oauth2/token?scope=system/*.rs", form), "The address has a query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type=client_credentials", "scope=system/Patient.r", "client_assertion=x", "x=1&x=2"})
    void nothingIsSaidTwice(String again) {
        refused(
                Tokens.post(port, new TokenRequest(analyst, analyst.scope()).form() + "&" + again),
                "was sent more than once");
    }

    @Test
    void oneWayToProveWhoOneIs() {
        String form = new TokenRequest(analyst, analyst.scope()).form();
        refused(Tokens.post(port, form + "&client_secret=x"), "by client_assertion alone");
        refused(Tokens.post(port, "/oauth2/token", form, "Authorization", "Basic eDp5"), "by client_assertion alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Proto"})
    void aDemoClientIsOneOfThisMachineAlone(String header) {
        String form = new TokenRequest(Tokens.file(port, "analyst-demo"), "system/*.rs").form();
        HttpResponse<String> answer = Tokens.post(port, "/oauth2/token", form, header, "127.0.0.1");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unauthorized_client", "works from that machine alone");

        FhirClient.Answer used = FhirClient.of(port, "analyst-demo").get("/Observation?_count=1", header, "127.0.0.1");
        assertThat(used.status()).isEqualTo(401);
        assertThat(used.body()).contains("works from that machine alone");
        assertThat(FhirClient.of(port, analyst)
                        .get("/Observation?_count=1", header, "127.0.0.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keysThatTheAssertionPointsToAreNotFetched() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("mine").generate();
        HttpServer listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        listener.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        listener.start();
        try {
            SignedJWT pointing = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS384)
                            .keyID("mine")
                            .jwkURL(URI.create(
                                    "http://127.0.0.1:" + listener.getAddress().getPort() + "/jwks"))
                            .jwk(stranger.toPublicJWK())
                            .build(),
                    claims().build());
            pointing.sign(new RSASSASigner(stranger));
            refused(send(pointing.serialize()), "is not known");
            assertThat(asked).hasValue(0);
        } finally {
            listener.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, client_credentials, password",
        "code is missing, client_credentials, authorization_code",
        "refresh_token is missing, client_credentials, refresh_token",
        "client_assertion_type, jwt-bearer, saml2-bearer",
    })
    void anotherFormOfRequestIsRefused(String parameter, String right, String wrong) {
        String form = new TokenRequest(analyst, analyst.scope()).form();
        HttpResponse<String> answer = Tokens.post(port, form.replace(right, wrong));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\"").contains(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grant_type=client_credentials",
                "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=x",
                "grant_type=client_credentials&client_id=ehr-demo&client_secret=x&scope=system/*.rs",
            })
    void aRequestThatIsNoneGetsASentence(String form) {
        HttpResponse<String> answer = Tokens.post(port, form);
        assertThat(answer.statusCode()).isBetween(400, 401);
        assertThat(answer.body()).contains("\"error\"", "error_description").doesNotContain("Exception");
    }

    @Test
    void whatIsNoTokenOfThisServerOpensNothing() throws Exception {
        String good = JSON.readTree(Tokens.post(port, new TokenRequest(analyst, analyst.scope()).form())
                        .body())
                .get("access_token")
                .asText();
        JWTClaimsSet said = SignedJWT.parse(good).getJWTClaimsSet();
        RSAKey stranger = new RSAKeyGenerator(2048)
                .keyID(SignedJWT.parse(good).getHeader().getKeyID())
                .generate();
        String[] bad = {
            "x",
            good.substring(0, good.length() - 4) + "AAAA",
            new PlainJWT(said).serialize(),
            signed(said, stranger, JWSAlgorithm.RS256),
            es384(claims()),
        };
        for (String token : bad) {
            FhirClient.Answer answer = FhirClient.withToken(port, token).get("/ResearchStudy");
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.outcome().getIssueFirstRep().getDiagnostics()).contains("token");
        }
        assertThat(FhirClient.withToken(port, good).get("/Observation").status())
                .isEqualTo(200);
    }

    @Test
    void aRevokedClientsTokenEndsAtOnce() {
        ClientFile file = ClientFile.withNewKey("to-be-revoked", endpoint, "system/*.rs");
        FhirClient operator = FhirClient.of(port, "operator");
        String clients = "http://127.0.0.1:" + port + "/admin/clients";
        operator.send(
                "POST",
                clients,
                "application/json",
                "{\"id\":\"to-be-revoked\",\"role\":\"analyst\",\"keys\":" + file.publicKeys() + "}");
        FhirClient client = FhirClient.of(port, file);
        assertThat(client.get("/Patient").status()).isEqualTo(200);
        assertThat(operator.get(clients).body()).contains("to-be-revoked");

        assertThat(operator.delete(clients + "/to-be-revoked").status()).isEqualTo(200);

        assertThat(client.get("/Patient").status()).isEqualTo(401);
        assertThat(client.get("/ResearchStudy").status()).isEqualTo(401);
        assertThat(Tokens.post(port, new TokenRequest(file, "system/*.rs").form())
                        .statusCode())
                .isEqualTo(401);
        assertThat(operator.get(clients).body()).doesNotContain("to-be-revoked");
    }

    @Test
    void onlyAnAdminAdministers() {
        String clients = "http://127.0.0.1:" + port + "/admin/clients";
        assertThat(FhirClient.withoutToken(port).get(clients).status()).isEqualTo(401);
        for (String other : List.of("ehr-demo", "coordinator-demo", "analyst-demo", "registry-demo")) {
            assertThat(FhirClient.of(port, other).get(clients).status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(FhirClient.of(port, "operator")
                        .get("http://127.0.0.1:" + port + "/anything-else")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'x y','role':'analyst','keys':KEYS} | id has",
                "{'id':'r1','role':'boss','keys':KEYS} | The role is one of",
                "{'id':'r2','role':'ehr','keys':KEYS} | needs the site",
                "{'id':'r3','role':'analyst'} | either its public keys or an address",
                "{'id':'r4','role':'analyst','keysAt':'http://keys.example/jwks'} | must be https",
                "{'id':'r5','role':'analyst','keysAt':'https://169.254.169.254/jwks'} | must be https",
                "{'id':'r6','role':'analyst','scopes':'everything','keys':KEYS} | not of the form",
                "{'id':'ehr-demo','role':'analyst','keys':KEYS} | or was another client's",
                "{'id':'r7','role':'ehr','site':'sponsor-guangzhou-bio-gene','identifierSystems':['https://hospital.example/lab'],'keys':KEYS}"
                        + " | belongs to one site",
                "{'id':'r8','role':'analyst','keys':{'keys':[{'kty':'oct','k':'AAAA','kid':'1'}]}} | Each key is a public one",
                "{'id':'r9','role':'analyst','charset':'UTF-16','keys':KEYS} | one in which ASCII is ASCII",
                "{'id':'r10','role':'ehr','site':'site-nowhere','identifierSystems':['https://n.example'],'keys':KEYS}"
                        + " | no Organization/site-nowhere",
                "{'id':'r11','role':'analyst','site':'site-nowhere','keys':KEYS} | no Organization/site-nowhere",
                "{'id':'r12','role':'analyst','keysAt':'http://['} | is no URL",
                "nonsense | not JSON",
            })
    void aRegistrationThatIsNoneIsRefused(String registration, String sentence) {
        String body = registration
                .replace('\'', '"')
                .replace("KEYS", analyst.publicKeys().toString());
        FhirClient.Answer answer = FhirClient.of(port, "operator")
                .send("POST", "http://127.0.0.1:" + port + "/admin/clients", "application/json", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void keysAreForTheServersOwnUserAlone() throws Exception {
        Path home = Tokens.home(port);
        for (String file : List.of(
                "clients/ehr-demo.json",
                "clients/coordinator-demo.json",
                "clients/analyst-demo.json",
                "clients/registry-demo.json",
                "keys/operator.json",
                "keys/token-signing.json",
                "keys/linkage.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theServerSaysHowToGetAToken() throws Exception {
        FhirClient anyone = FhirClient.withoutToken(port);
        JsonNode says =
                JSON.readTree(anyone.get("/.well-known/smart-configuration").body());
        assertThat(says.get("token_endpoint").asText()).isEqualTo(endpoint);
        assertThat(says.get("grant_types_supported"))
                .hasToString("[\"authorization_code\",\"refresh_token\",\"client_credentials\"]");
        assertThat(says.get("token_endpoint_auth_methods_supported")).hasToString("[\"none\",\"private_key_jwt\"]");
        assertThat(says.get("token_endpoint_auth_signing_alg_values_supported")).hasToString("[\"RS384\",\"ES384\"]");
        assertThat(says.get("capabilities"))
                .hasToString("[\"launch-standalone\",\"client-public\",\"client-confidential-asymmetric\","
                        + "\"permission-offline\",\"permission-online\",\"permission-user\",\"permission-v1\","
                        + "\"permission-v2\"]");
        assertThat(JSON.readTree(anyone.get(says.get("jwks_uri").asText()).body())
                        .at("/keys/0/d")
                        .isMissingNode())
                .isTrue();
        assertThat(anyone.get("/metadata").body()).contains("SMART-on-FHIR", "oauth-uris", endpoint);
    }

    private String rs384(JWSHeader.Builder header) throws Exception {
        SignedJWT jwt = new SignedJWT(header.build(), claims().build());
        // The signer knows no critical parameter of ours.
        jwt.sign(new RSASSASigner(rsa.toPrivateKey()));
        return jwt.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("token-test")
                .subject("token-test")
                .audience(endpoint)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    private String es384(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .keyID(analyst.privateKey().getKeyID())
                        .build(),
                claims.build());
        jwt.sign(new ECDSASigner(analyst.privateKey().toECKey()));
        return jwt.serialize();
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private HttpResponse<String> send(String assertion) {
        return Tokens.post(
                port,
                "grant_type=client_credentials&scope=system/Observation.rs&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=" + assertion);
    }

    private static void refused(HttpResponse<String> answer, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 401);
        assertThat(answer.body()).contains(sentence);
    }
}
