package org.platelink.security.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/** Folder of files that only the server's own user may read. */
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

    /** Writes a file atomically, with mode 600 from its first byte on; a reader sees it whole or not at all. */
    void write(String name, String content) {
        try {
            PrivateFiles.replace(path.resolve(name), content.getBytes(StandardCharsets.UTF_8));
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
