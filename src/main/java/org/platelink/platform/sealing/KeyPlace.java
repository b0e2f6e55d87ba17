package org.platelink.platform.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/**
 * Where a key comes from: it is given, or a command prints it, or it is a file that is made where there is none.
 *
 * @param given the key in base64; null if it was not
 * @param command of a key management system, to which the key's name is added; null if there is none
 * @param folder of the files of keys
 */
public record KeyPlace(@Nullable String given, @Nullable String command, Path folder) {

    /** A file that every folder of keys has from the first start on. */
    private static final String LINKAGE = "linkage.key";

    /**
     * The places of a server's keys, as they are set, with a key that may have been given by itself.
     *
     * @throws StartUpRefused if others can read the folder, or the keys still lie in the one of before
     */
    public static KeyPlace of(KeysProperties properties, @Nullable String given, Path home) {
        String command = properties.command();
        Path folder = properties.in(home);
        Path before = home.resolve("keys").toAbsolutePath().normalize();
        if (!folder.equals(before)
                && Files.exists(before.resolve(LINKAGE))
                && Files.notExists(folder.resolve(LINKAGE))) {
            throw new StartUpRefused("the keys are in " + before + " and PLATELINK_KEYS_FOLDER is " + folder
                    + "; move the files of the one to the other.");
        }
        try {
            if (Files.exists(folder) && PrivateFiles.isReadableByOthers(folder)) {
                throw new StartUpRefused("others may read the folder of the keys; run chmod 700 " + folder + ".");
            }
        } catch (IOException failure) {
            throw new StartUpRefused("the folder of the keys, " + folder + ", cannot be read.", failure);
        }
        return new KeyPlace(given, command == null || command.isBlank() ? null : command, folder);
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
