package org.platelink.security.token;

import com.nimbusds.jose.JOSEException;
import java.nio.file.Path;

/**
 * Puts a new key in the place of the one that signs access tokens. Those that it has signed end with it, whoever has them; a
 * client asks for a new one, as it does each five minutes.
 */
public final class SigningKeyRotation {

    private SigningKeyRotation() {}

    /**
     * Makes the key. A running server has its key in memory, so none may run.
     *
     * @param folder of the keys
     */
    public static void run(Path folder) {
        try {
            SigningKey.make(new KeyFolder(folder));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java platform has RSA.", impossible);
        }
    }
}
