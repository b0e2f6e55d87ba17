package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;

/**
 * The Ed25519 private key that signs the next checkpoint, and no other. Each checkpoint names the public key of its
 * successor, and the key that signed it is deleted as soon as it is written (forward security). So whoever copies the
 * data folder today has no key for what was signed yesterday, and none with which to continue after an older
 * checkpoint that should pass as the last one.
 *
 * <p>It is stored in {@code keys/audit-checkpoints.json} of the data folder, together with the last checkpoint. The
 * very first key is {@code keys/audit-checkpoints.pem} until it has signed; its public half stays beside it, for
 * verification.
 *
 * @param last the line of the last checkpoint; null before the first
 * @param key signs the next checkpoint
 */
record CheckpointKey(@Nullable String last, PrivateKey key) {

    static final String ALGORITHM = "Ed25519";

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the key of a data folder, or creates it if there is none.
     *
     * @throws IOException if it cannot be read or made
     * @throws GeneralSecurityException if the file does not contain a key
     */
    static CheckpointKey in(Path home) throws IOException, GeneralSecurityException {
        if (Files.exists(file(home))) {
            return stored(home);
        }
        Path first = firstFile(home);
        if (!Files.exists(first)) {
            KeyPair pair = newPair();
            Files.deleteIfExists(firstPublicFile(home));
            PrivateFiles.make(
                    firstPublicFile(home), pem(PUBLIC, pair.getPublic().getEncoded()));
            PrivateFiles.make(first, pem(PRIVATE, pair.getPrivate().getEncoded()));
        }
        return new CheckpointKey(null, privateKey(content(first, PRIVATE)));
    }

    /** Whether a data folder has a key that can sign the next checkpoint. */
    static boolean isIn(Path home) {
        return Files.exists(file(home)) || Files.exists(firstFile(home));
    }

    /** The key file of a data folder, once there is a checkpoint. */
    static Path file(Path home) {
        return home.resolve("keys/audit-checkpoints.json");
    }

    /** The public half of the first key of a data folder. */
    static PublicKey firstPublicIn(Path home) throws IOException, GeneralSecurityException {
        return publicKey(content(firstPublicFile(home), PUBLIC));
    }

    static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The last checkpoint; null before the first. */
    @Nullable
    Checkpoint checkpoint() {
        return last == null ? null : Checkpoint.read(last).orElse(null);
    }

    /** Whether this is the key whose public half a checkpoint names for its successor. */
    boolean follows(Checkpoint checkpoint) {
        if (checkpoint.next() == null) {
            return false;
        }
        try {
            PublicKey named = publicKey(Base64.getDecoder().decode(checkpoint.next()));
            return Checkpoint.of(1, checkpoint.head(), Instant.EPOCH, "", key).isSignedBy(named);
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    /** Signs a checkpoint and replaces this key by that of the successor. This key is gone when the method returns. */
    CheckpointKey sign(Link head, Instant time, Path home) throws IOException, GeneralSecurityException {
        KeyPair pair = newPair();
        Checkpoint before = checkpoint();
        String line = Checkpoint.of(
                        before == null ? 1 : before.number() + 1,
                        head,
                        time,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                        key)
                .line();
        PrivateFiles.replace(
                file(home),
                JSON.createObjectNode()
                        .put("last", line)
                        .put(
                                "key",
                                Base64.getEncoder()
                                        .encodeToString(pair.getPrivate().getEncoded()))
                        .toString()
                        .getBytes(StandardCharsets.US_ASCII));
        Files.deleteIfExists(firstFile(home));
        return new CheckpointKey(line, pair.getPrivate());
    }

    private static CheckpointKey stored(Path home) throws IOException, GeneralSecurityException {
        try {
            JsonNode json = JSON.readTree(Files.readString(file(home), StandardCharsets.US_ASCII));
            return new CheckpointKey(
                    json.path("last").asText(),
                    privateKey(Base64.getDecoder().decode(json.path("key").asText())));
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw new GeneralSecurityException("not a key", broken);
        }
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static Path firstFile(Path home) {
        return home.resolve("keys/audit-checkpoints.pem");
    }

    /** The file with the public half of a data folder's first key. */
    static Path firstPublicFile(Path home) {
        return home.resolve("keys/audit-checkpoints.pub.pem");
    }

    private static byte[] pem(String label, byte[] content) {
        return ("-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] content(Path file, String label) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII)
                .replace("-----BEGIN " + label + "-----", "")
                .replace("-----END " + label + "-----", "");
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            throw new GeneralSecurityException("not a key", broken);
        }
    }
}
