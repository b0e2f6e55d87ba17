package org.platelink.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.platelink.server.StartUpRefused;

/** Files that only the server's own user may read. */
record KeyFolder(Path path) {

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    String read(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a file with mode 600 from its first byte on; whoever reads it sees it whole. */
    void write(String name, String content) {
        try {
            Files.createDirectories(path);
            Path file = path.resolve(name + ".new");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content, StandardOpenOption.WRITE);
            Files.move(file, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "the folder " + path + " cannot be written; give this user the right to write it, or set"
                            + " PLATELINK_HOME to another folder.",
                    failure);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
