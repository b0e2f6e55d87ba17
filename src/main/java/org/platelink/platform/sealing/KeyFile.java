package org.platelink.platform.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/**
 * File that holds a key in base64, readable only by the user who runs the server.
 *
 * @param path the path of the file
 * @param of what the key is for, such as {@code the linkage table}
 */
record KeyFile(Path path, String of) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The file of a key in a folder, by the name of the key. */
    static KeyFile in(Path folder, String name, String of) {
        return new KeyFile(folder.resolve(name + ".key"), of);
    }

    /** The file of the next key during a rotation, until everything is encrypted with it. */
    KeyFile next() {
        return new KeyFile(path.resolveSibling(path.getFileName() + ".next"), of);
    }

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
                throw new StartUpRefused("others may read the key of " + of + "; run chmod 600 " + path + ".");
            }
            return Optional.of(decoded(Files.readString(path), path.toString(), of));
        } catch (IOException failure) {
            throw new StartUpRefused("the key of " + of + " in " + path + " cannot be read.", failure);
        }
    }

    /**
     * Generates a new key and writes it to the file.
     *
     * @throws StartUpRefused if the file cannot be written
     */
    byte[] make() {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            // Written durably, so that no encrypted row survives a power cut without its key.
            PrivateFiles.replace(path, text);
            return key;
        } catch (IOException failure) {
            throw new StartUpRefused("the key of " + of + " cannot be written to " + path + ".", failure);
        }
    }

    /**
     * Replaces this key by the next one at the end of a rotation. This one is renamed with a timestamp, because older
     * backups need it. If the process ends between the two renames, the next start or rotation that finds the next
     * key to be the current one repeats this.
     *
     * @throws StartUpRefused if the folder cannot be written
     */
    void giveWayToNext() {
        try {
            if (Files.exists(path)) {
                Files.move(path, aside());
            }
            Files.move(next().path(), path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "the key of " + of + " in " + next().path() + " cannot be renamed to " + path + ".", failure);
        }
    }

    /** A free name: two rotations may happen in one second. */
    private Path aside() {
        String name = path.getFileName() + ".until-" + STAMP.format(Instant.now());
        Path free = path.resolveSibling(name);
        for (int number = 2; Files.exists(free); number++) {
            free = path.resolveSibling(name + "-" + number);
        }
        return free;
    }

    /** Deletes the file, if it exists. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new StartUpRefused("the file " + path + " cannot be removed.", failure);
        }
    }

    /**
     * Decodes a key.
     *
     * @param place where the text is from, for the messages on the console
     * @param of what the key is for
     * @throws StartUpRefused if it is not a key
     */
    static byte[] decoded(String text, String place, String of) {
        try {
            byte[] key = Base64.getDecoder().decode(text.trim());
            if (key.length == MasterKey.BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Reported below, without the text: it may be a key with a typing error.
        }
        throw new StartUpRefused(place + " holds no key of " + of + ": that is " + MasterKey.BYTES
                + " random bytes in base64, as openssl rand -base64 32 makes them.");
    }
}
