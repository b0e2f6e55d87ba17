package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;
import org.platelink.Tokens;

/** Tokens of another issuer, of the form in which Keycloak makes them; the server's own issuer is off. */
@OwnServers
class ExternalIssuerIT {

    private final HttpServer issuer;
    private final String uri;
    private final RSAKey key;

    ExternalIssuerIT() throws Exception {
        key = new RSAKeyGenerator(2048)
                .keyID("issuer-1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        uri = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/realms/trial";
        serve(
                "/realms/trial/.well-known/openid-configuration",
                "{\"issuer\":\"" + uri + "\",\"jwks_uri\":\"" + uri + "/certs\",\"token_endpoint\":\"" + uri
                        + "/token\",\"subject_types_supported\":[\"public\"]}");
        serve("/realms/trial/certs", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    private void serve(String path, String json) {
        issuer.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void itsTokensSayWhoAsksAndTheServerIssuesNone(@TempDir Path home) throws Exception {
        try (ServerProcess server = ServerProcess.startUntilReady(
                Map.of("PLATELINK_HOME", home.toString(), "PLATELINK_SECURITY_ISSUERURI", uri))) {
            int port = server.port();
            String base = "http://localhost:" + port + "/fhir";

            assertThat(with(port, claims(base)).get("/Observation").status()).isEqualTo(200);
            assertThat(with(port, claims(base)).get("/Patient").status()).isEqualTo(403);
            refused(port, claims("http://localhost:1/fhir"));
            refused(port, claims(base).issuer("http://127.0.0.1:1/realms/trial"));
            refused(port, claims(base).claim("platelink_role", null));
            refused(port, claims(base).claim("platelink_role", "boss"));
            refused(port, claims(base).claim("platelink_role", "ehr"));
            refused(port, claims(base).claim("azp", null));
            refused(port, claims(base).claim("scope", "openid"));
            refused(port, claims(base).expirationTime(Date.from(Instant.now().minusSeconds(60))));
            refused(port, claims(base).expirationTime(null));

            assertThat(FhirClient.withoutToken(port)
                            .get("/.well-known/smart-configuration")
                            .body())
                    .contains(uri + "/token");
            assertThat(Tokens.post(port, "grant_type=client_credentials").statusCode())
                    .isEqualTo(401);
            assertThat(Files.exists(home.resolve("clients"))).isFalse();
        } finally {
            issuer.stop(0);
        }
    }

    private static JWTClaimsSet.Builder claimsOf(String issuer, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(List.of("account", audience))
                .subject("6d1c0d2e-synthetic")
                .claim("azp", "statistics")
                .claim("scope", "openid profile system/Observation.rs")
                .claim("platelink_role", "analyst")
                .expirationTime(Date.from(Instant.now().plusSeconds(120)));
    }

    private JWTClaimsSet.Builder claims(String audience) {
        return claimsOf(uri, audience);
    }

    private FhirClient with(int port, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return FhirClient.withToken(port, token.serialize());
    }

    private void refused(int port, JWTClaimsSet.Builder claims) throws Exception {
        assertThat(with(port, claims).get("/Observation").status()).isEqualTo(401);
    }
}
