package org.platelink.linkage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.platelink.server.PrivateFiles;
import org.platelink.server.StartUpRefused;

/**
 * The file that holds the linkage table's key, in base64, for nobody but the user who runs the server to read.
 *
 * @param path where it is
 */
record KeyFile(Path path) {

    /**
     * Reads the key.
     *
     * @return empty if there is no file
     * @throws StartUpRefused if it cannot be read, others can read it or it holds no key
     */
    Optional<byte[]> read() {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            if (PrivateFiles.isReadableByOthers(path)) {
                throw new StartUpRefused("others may read the key of the linkage table; run chmod 600 " + path + ".");
            }
            return Optional.of(decoded(Files.readString(path), path.toString()));
        } catch (IOException failure) {
            throw new StartUpRefused("the key of the linkage table in " + path + " cannot be read.", failure);
        }
    }

    /**
     * Makes a new key and keeps it.
     *
     * @throws StartUpRefused if the file cannot be written
     */
    byte[] make() {
        byte[] key = new byte[LinkageKeys.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            // It outlives a power cut: a row that does must not be without its key.
            PrivateFiles.replace(path, text);
            return key;
        } catch (IOException failure) {
            throw new StartUpRefused("the key of the linkage table cannot be written to " + path + ".", failure);
        }
    }

    /**
     * Reads a key from its text.
     *
     * @param place where the text stands, for the person at the console
     * @throws StartUpRefused if it is none
     */
    static byte[] decoded(String text, String place) {
        try {
            byte[] key = Base64.getDecoder().decode(text.trim());
            if (key.length == LinkageKeys.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Said below, without the text: it may be a key with a slip.
        }
        throw new StartUpRefused(place + " holds no key of the linkage table: that is " + LinkageKeys.KEY_BYTES
                + " random bytes in base64, as openssl rand -base64 32 makes them.");
    }
}
