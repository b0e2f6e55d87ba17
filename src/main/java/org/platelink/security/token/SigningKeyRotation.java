package org.platelink.security.token;

import com.nimbusds.jose.JOSEException;
import java.nio.file.Path;

/**
 * Replaces the key that signs access tokens. All tokens signed with the old key become invalid, whoever holds them;
 * clients ask for new ones, as they do every five minutes.
 */
public final class SigningKeyRotation {

    private SigningKeyRotation() {}

    /**
     * Generates the new key. A running server has its key in memory, so no server may be running.
     *
     * @param folder the folder of the keys
     */
    public static void run(Path folder) {
        try {
            SigningKey.make(new KeyFolder(folder));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java platform has RSA.", impossible);
        }
    }
}
