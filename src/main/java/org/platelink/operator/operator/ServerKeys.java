package org.platelink.operator.operator;

import java.nio.file.Files;
import java.nio.file.Path;
import org.platelink.platform.sealing.KeysProperties;
import org.platelink.security.token.ClientFile;

/** The folder in which a server has its keys, as the environment says it. */
final class ServerKeys {

    /** What every server makes at its first start. */
    private static final String ALWAYS = "token-signing.json";

    /** The file of the operator's client. */
    static final String OPERATOR = "operator.json";

    private ServerKeys() {}

    /**
     * The folder.
     *
     * @param home the data folder
     */
    static Path folder(Path home) {
        return KeysProperties.in(System.getenv()).in(home);
    }

    /**
     * The folder, where a server has used it: a key that is made anywhere else would do nothing, in silence.
     *
     * @throws IllegalArgumentException with a sentence if none has
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
