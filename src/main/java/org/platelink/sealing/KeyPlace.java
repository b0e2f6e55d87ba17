package org.platelink.sealing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a key comes from: it is given, or a command prints it, or it is a file that is made where there is none.
 *
 * @param given the key in base64; null if it was not
 * @param command of a key management system, to which the key's name is added; null if there is none
 * @param folder of the files of keys
 */
public record KeyPlace(@Nullable String given, @Nullable String command, Path folder) {

    /** The places of a server's keys, as they are set, with a key that may have been given by itself. */
    public static KeyPlace of(KeysProperties properties, @Nullable String given, Path home) {
        String command = properties.command();
        return new KeyPlace(given, command == null || command.isBlank() ? null : command, properties.in(home));
    }

    /** The files of a folder alone. */
    public static KeyPlace files(Path folder) {
        return new KeyPlace(null, null, folder);
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "KeyPlace[" + folder + "]";
    }
}
