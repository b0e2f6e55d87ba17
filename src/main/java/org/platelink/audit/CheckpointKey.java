package org.platelink.audit;

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
import java.util.Base64;
import org.platelink.server.PrivateFiles;

/**
 * The key that signs checkpoints: {@code keys/audit-checkpoints.pem} in the data folder, and its public half beside it. It
 * signs nothing else.
 */
final class CheckpointKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private CheckpointKey() {}

    /** The key of a data folder, made where there is none yet. */
    static PrivateKey in(Path home) throws IOException, GeneralSecurityException {
        Path file = home.resolve("keys/audit-checkpoints.pem");
        if (!Files.exists(file)) {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Files.deleteIfExists(publicFile(home));
            PrivateFiles.make(publicFile(home), pem(PUBLIC, pair.getPublic().getEncoded()));
            PrivateFiles.make(file, pem(PRIVATE, pair.getPrivate().getEncoded()));
        }
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(content(file, PRIVATE)));
    }

    /** The public half of a data folder's key. */
    static PublicKey publicIn(Path home) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(content(publicFile(home), PUBLIC)));
    }

    private static Path publicFile(Path home) {
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
