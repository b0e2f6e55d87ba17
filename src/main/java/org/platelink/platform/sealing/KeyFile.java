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
 * A file that holds a key, in base64, for nobody but the user who runs the server to read.
 *
 * @param path where it is
 * @param of whose key it is, such as {@code the linkage table}
 */
record KeyFile(Path path, String of) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The key of a name in a folder. */
    static KeyFile in(Path folder, String name, String of) {
        return new KeyFile(folder.resolve(name + ".key"), of);
    }

    /** Where the key that is to come after this one lies until everything is encrypted with it. */
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
     * Makes a new key and keeps it.
     *
     * @throws StartUpRefused if the file cannot be written
     */
    byte[] make() {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            // It outlives a power cut: a row that does must not be without its key.
            PrivateFiles.replace(path, text);
            return key;
        } catch (IOException failure) {
            throw new StartUpRefused("the key of " + of + " cannot be written to " + path + ".", failure);
        }
    }

    /**
     * Puts the next key in the place of this one, which is put aside under the time of the day: backups of before are opened
     * with it. Broken off between the two, it is done again by whoever finds the next key to be the one.
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

    /** A name that is free: two changes may come in one second. */
    private Path aside() {
        String name = path.getFileName() + ".until-" + STAMP.format(Instant.now());
        Path free = path.resolveSibling(name);
        for (int number = 2; Files.exists(free); number++) {
            free = path.resolveSibling(name + "-" + number);
        }
        return free;
    }

    /** Takes away a file that is not wanted. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new StartUpRefused("the file " + path + " cannot be removed.", failure);
        }
    }

    /**
     * Reads a key from its text.
     *
     * @param place where the text stands, for the person at the console
     * @param of whose key it is to be
     * @throws StartUpRefused if it is none
     */
    static byte[] decoded(String text, String place, String of) {
        try {
            byte[] key = Base64.getDecoder().decode(text.trim());
            if (key.length == MasterKey.BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Said below, without the text: it may be a key with a slip.
        }
        throw new StartUpRefused(place + " holds no key of " + of + ": that is " + MasterKey.BYTES
                + " random bytes in base64, as openssl rand -base64 32 makes them.");
    }
}
