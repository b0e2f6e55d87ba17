package org.platelink.platform.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/**
 * Source of a key: given in the configuration, printed by a command, or in a file, which is created where there is
 * none.
 *
 * @param given the key in base64; null if it is not given
 * @param command the command of a key management system, to which the key's name is added; null if there is none
 * @param folder the folder of the key files
 */
public record KeyPlace(@Nullable String given, @Nullable String command, Path folder) {

    /** A file that every key folder has from the first start on. */
    private static final String LINKAGE = "linkage.key";

    /**
     * The source of a key by the server's settings; {@code given} is the key in base64, if it is given on its own.
     *
     * @throws StartUpRefused if others can read the folder, or the keys are still in the previous one
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

    /** Key files in a folder, and no other source. */
    public static KeyPlace files(Path folder) {
        return new KeyPlace(null, null, folder);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyPlace[" + folder + "]";
    }
}
