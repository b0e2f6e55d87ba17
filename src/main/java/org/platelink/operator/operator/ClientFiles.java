package org.platelink.operator.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.security.token.ClientFile;

/** Reads and creates client files, which contain private keys. */
final class ClientFiles {

    private ClientFiles() {}

    static ClientFile client(Path path) {
        try {
            return ClientFile.parse(Files.readString(path));
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("There is no file " + path + ".", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The file " + path + " cannot be read.", unreadable);
        }
    }

    /** Creates a file that only its owner may read; an existing file is not overwritten. */
    static void write(Path path, String content) {
        try {
            PrivateFiles.make(path, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "The file " + path + " cannot be written, or is there already.", failure);
        }
    }
}
