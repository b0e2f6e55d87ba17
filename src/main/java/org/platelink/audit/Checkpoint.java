package org.platelink.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed word of how far the chain had come, kept outside the database.
 *
 * @param head where the chain ended
 * @param time when
 * @param signature of the server, Ed25519 in base64, over the number, the hash and the time, a line each
 */
record Checkpoint(Link head, Instant time, String signature) {

    private static final String ALGORITHM = "Ed25519";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Checkpoint of(Link head, Instant time, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(signed(head, time));
            return new Checkpoint(head, time, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform of this version has " + ALGORITHM + ".", impossible);
        }
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed(head, time));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException notEvenASignature) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform of this version has " + ALGORITHM + ".", impossible);
        }
    }

    private static byte[] signed(Link head, Instant time) {
        return (head.seq() + "\n" + head.hash() + "\n" + time).getBytes(StandardCharsets.UTF_8);
    }

    /** As a line of JSON. */
    String line() {
        return JSON.createObjectNode()
                .put("seq", head.seq())
                .put("hash", head.hash())
                .put("time", time.toString())
                .put("signature", signature)
                .toString();
    }

    /** What a line says; empty if that is no checkpoint. */
    static Optional<Checkpoint> read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return Optional.of(new Checkpoint(
                    new Link(json.path("seq").asLong(), json.path("hash").asText()),
                    Instant.parse(json.path("time").asText()),
                    json.path("signature").asText()));
        } catch (JsonProcessingException | DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
