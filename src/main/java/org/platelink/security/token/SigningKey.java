package org.platelink.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import org.platelink.platform.server.StartUpRefused;

/**
 * The key that signs access tokens, generated at the first start. It is RSA because each request's signature is
 * checked here, and an RSA signature is checked ten times faster than an elliptic curve one.
 */
record SigningKey(RSAKey key) {

    private static final String FILE = "token-signing.json";
    private static final int BITS = 3072;

    static SigningKey in(KeyFolder folder) {
        try {
            if (!folder.has(FILE)) {
                make(folder);
            }
            return new SigningKey(RSAKey.parse(folder.read(FILE)));
        } catch (ParseException | JOSEException broken) {
            throw new StartUpRefused(
                    "the key " + folder.path().resolve(FILE)
                            + " cannot be read; put its backup there, or remove it, so that a new one is made and every"
                            + " client asks for a new token.",
                    broken);
        }
    }

    /** Generates a key and replaces the present one; tokens signed with the old key become invalid. */
    static void make(KeyFolder folder) throws JOSEException {
        folder.write(
                FILE,
                new RSAKeyGenerator(BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true)
                        .generate()
                        .toJSONString());
    }
}
