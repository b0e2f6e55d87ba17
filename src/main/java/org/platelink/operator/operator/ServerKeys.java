package org.platelink.operator.operator;

import java.nio.file.Files;
import java.nio.file.Path;
import org.platelink.platform.sealing.KeysProperties;
import org.platelink.security.token.ClientFile;

/** Locates the folder with a server's keys, from the environment. */
final class ServerKeys {

    /** The file that every server creates at its first start. */
    private static final String ALWAYS = "token-signing.json";

    /** The file of the operator's client. */
    static final String OPERATOR = "operator.json";

    private ServerKeys() {}

    /**
     * The folder with the keys.
     *
     * @param home the data folder
     */
    static Path folder(Path home) {
        return KeysProperties.in(System.getenv()).in(home);
    }

    /**
     * The folder with the keys, checked to be in use by a server. A key that is created in any other folder would
     * have no effect and give no error.
     *
     * @throws IllegalArgumentException with a sentence if no server uses it
     */
    static Path used(Path home) {
        Path folder = folder(home);
        if (Files.notExists(folder.resolve(ALWAYS))) {
            throw new IllegalArgumentException("No server has its keys in " + folder
                    + "; name its data folder with --home, and set PLATELINK_KEYS_FOLDER as it has it.");
        }
        return folder;
    }

    /**
     * The operator's client, with its key.
     *
     * @throws IllegalArgumentException with a sentence if it is not there
     */
    static ClientFile operator(Path home) {
        Path file = folder(home).resolve(OPERATOR);
        if (Files.notExists(file)) {
            throw new IllegalArgumentException(
                    "There is no operator's key in " + file + ": name the server's data folder"
                            + " with --home; where the operator was revoked, run client restore-operator.");
        }
        return ClientFiles.client(file);
    }
}
