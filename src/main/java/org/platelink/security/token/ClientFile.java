package org.platelink.security.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;

/**
 * The credentials file of a client, as JSON: what the client needs to ask for a token, with its private key. Only its
 * owner may read the file.
 *
 * @param clientId the client's id
 * @param tokenEndpoint the token endpoint's address
 * @param scope the scope it asks for
 * @param key its private key, as a JWK
 */
public record ClientFile(
        @JsonProperty("client_id") String clientId,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("scope") String scope,
        @JsonProperty("key") JsonNode key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Creates the file of a client with a newly generated ES384 key. */
    public static ClientFile withNewKey(String clientId, String tokenEndpoint, String scope) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new ClientFile(clientId, tokenEndpoint, scope, JSON.readTree(key.toJSONString()));
        } catch (JOSEException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Parses a file.
     *
     * @throws IllegalArgumentException with a readable sentence if it is not such a file
     */
    public static ClientFile parse(String json) {
        try {
            ClientFile file = JSON.readValue(json, ClientFile.class);
            if (file.clientId == null || file.tokenEndpoint == null || file.scope == null || file.key == null) {
                throw new IllegalArgumentException("The client's file needs client_id, token_endpoint, scope and key.");
            }
            return file;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The client's file is not the JSON that client add writes.", broken);
        }
    }

    /**
     * Parses the public keys of a client that has made its own. They are checked as the server checks them, so that a
     * private key given by mistake is not sent.
     *
     * @param jwks a JWKS
     * @throws IllegalArgumentException with a readable sentence if one of them is not accepted
     */
    public static JWKSet publicKeys(String jwks) {
        try {
            return ClientKeys.of(JSONObjectUtils.parse(jwks));
        } catch (ParseException broken) {
            throw new IllegalArgumentException("The keys are not a JWKS.", broken);
        }
    }

    /** The private key. */
    public JWK privateKey() {
        try {
            return JWK.parse(key.toString());
        } catch (ParseException broken) {
            throw new IllegalArgumentException("The key in the client's file is no JWK.", broken);
        }
    }

    /** The public half of the key, as the server registers it. */
    public JWKSet publicKeys() {
        return new JWKSet(privateKey().toPublicJWK());
    }

    /** The file's text. */
    public String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
