package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/**
 * A signed record of the head of the hash chain at a time, kept outside the database.
 *
 * @param number counts the checkpoints of a data folder from 1, without a gap; 0 for one made before they were
 *     numbered
 * @param head where the chain ended
 * @param time when
 * @param next the public key that verifies the next checkpoint (X.509 in base64); null where the number is 0
 * @param signature Ed25519 in base64, over the other components, one per line
 */
record Checkpoint(long number, Link head, Instant time, @Nullable String next, String signature) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Checkpoint of(long number, Link head, Instant time, @Nullable String next, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance(CheckpointKey.ALGORITHM);
            signer.initSign(key);
            signer.update(signed(number, head, time, next));
            return new Checkpoint(number, head, time, next, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(
                    "Every Java platform of this version has " + CheckpointKey.ALGORITHM + ".", impossible);
        }
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(CheckpointKey.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed(number, head, time, next));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException notEvenASignature) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(
                    "Every Java platform of this version has " + CheckpointKey.ALGORITHM + ".", impossible);
        }
    }

    /** Whether it has a number and the public key of the next one. */
    boolean isCounted() {
        return number > 0 && next != null;
    }

    private static byte[] signed(long number, Link head, Instant time, @Nullable String next) {
        String all = head.seq() + "\n" + head.hash() + "\n" + time;
        return (next == null ? all : all + "\n" + number + "\n" + next).getBytes(StandardCharsets.UTF_8);
    }

    /** This checkpoint as one line of JSON. */
    String line() {
        ObjectNode json = JSON.createObjectNode();
        if (next != null) {
            json.put("number", number);
        }
        json.put("seq", head.seq()).put("hash", head.hash()).put("time", time.toString());
        if (next != null) {
            json.put("next", next);
        }
        return json.put("signature", signature).toString();
    }

    /** Parses a line; empty if it is not a checkpoint. */
    static Optional<Checkpoint> read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return Optional.of(new Checkpoint(
                    json.path("number").asLong(),
                    new Link(json.path("seq").asLong(), json.path("hash").asText()),
                    Instant.parse(json.path("time").asText()),
                    json.hasNonNull("next") ? json.path("next").asText() : null,
                    json.path("signature").asText()));
        } catch (JsonProcessingException | DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
