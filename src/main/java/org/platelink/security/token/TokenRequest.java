package org.platelink.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A client's token request, as the client sends it.
 *
 * @param client the client that asks
 * @param scope the scope it asks for
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html#obtain-access-token">SMART App
 *     Launch 2.2, Obtain access token</a>
 */
public record TokenRequest(ClientFile client, String scope) {

    private static final int LIFE_SECONDS = 60;

    /** The request's body: a form with a newly signed assertion. */
    public String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("scope", scope);
        fields.put("client_assertion_type", AssertionConverter.TYPE);
        fields.put("client_assertion", assertion());
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String assertion() {
        JWK key = client.privateKey();
        Instant now = Instant.now();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(key instanceof ECKey ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(client.clientId())
                        .subject(client.clientId())
                        .audience(client.tokenEndpoint())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        try {
            JWSSigner signer = key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner(key.toRSAKey());
            assertion.sign(signer);
        } catch (JOSEException unusable) {
            throw new IllegalArgumentException("The client's key cannot sign.", unusable);
        }
        return assertion.serialize();
    }
}
