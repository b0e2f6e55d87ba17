package org.platelink.linkage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.platelink.server.StartUpRefused;

/**
 * The file that holds the linkage table's key, in base64, for nobody but the user who runs the server to read.
 *
 * @param path where it is
 */
record KeyFile(Path path) {

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWN_FOLDER = PosixFilePermissions.fromString("rwx------");

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
            if (isPosix() && !OWN.containsAll(Files.getPosixFilePermissions(path))) {
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
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(path.getParent(), attributes(OWN_FOLDER));
            Files.deleteIfExists(beside);
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(OWN))) {
                channel.write(ByteBuffer.wrap(text));
                // A row that outlives a power cut must not be without its key.
                channel.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
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

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
