package org.platelink.desk;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider of an institution, with one person who is always signed in and has whatever claims a
 * test gives.
 */
final class Institution implements AutoCloseable {

    private final HttpServer http;
    private final String issuer;
    private final RSAKey key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private volatile Map<String, Object> claims = Map.of();
    private volatile String audience = "platelink";

    Institution() throws Exception {
        key = new RSAKeyGenerator(2048)
                .keyID("hospital-1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        issuer = "http://127.0.0.1:" + http.getAddress().getPort() + "/realms/hospital";
        http.createContext(
                "/realms/hospital/.well-known/openid-configuration",
                exchange -> json(
                        exchange,
                        Map.of(
                                "issuer",
                                issuer,
                                "authorization_endpoint",
                                issuer + "/auth",
                                "token_endpoint",
                                issuer + "/token",
                                "jwks_uri",
                                issuer + "/certs",
                                "response_types_supported",
                                new String[] {"code"},
                                "subject_types_supported",
                                new String[] {"public"},
                                "id_token_signing_alg_values_supported",
                                new String[] {"RS256"})));
        http.createContext(
                "/realms/hospital/certs", exchange -> json(exchange, new JWKSet(key.toPublicJWK()).toJSONObject()));
        http.createContext("/realms/hospital/auth", this::authorize);
        http.createContext("/realms/hospital/token", this::token);
        http.start();
    }

    String issuer() {
        return issuer;
    }

    /** What it says of the person from now on. */
    void says(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** For whom its tokens are from now on. */
    void speaksTo(String audience) {
        this.audience = audience;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        nonces.put(code, asked.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        URI.create(asked.get("redirect_uri")) + "?code=" + code + "&state="
                                + java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Instant now = Instant.now();
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("f:1:ada")
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonces.remove(form.get("code")));
        claims.forEach(said::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), said.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IOException(impossible);
        }
        json(
                exchange,
                Map.of(
                        "access_token",
                        "of-no-use-here",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        token.serialize()));
    }

    private static Map<String, String> form(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, Map<String, ?> said) throws IOException {
        byte[] body = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(said);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
