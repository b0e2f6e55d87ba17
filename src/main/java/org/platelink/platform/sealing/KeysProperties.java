package org.platelink.platform.sealing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server's keys are kept: apart from the data that they open, wherever the database runs as another user.
 *
 * @param folder of their files, such as a volume of this server alone; null for {@code keys} in the data folder
 * @param command of a key management system: a program, and arguments if it has any, to which the name of a key is added
 *     ({@code linkage}, {@code journal}) and that prints that key in base64; null if keys are in files
 */
@ConfigurationProperties("platelink.keys")
public record KeysProperties(@Nullable String folder, @Nullable String command) {

    /** As the environment has them, for a tool beside the server. */
    public static KeysProperties in(Map<String, String> environment) {
        return new KeysProperties(environment.get("PLATELINK_KEYS_FOLDER"), environment.get("PLATELINK_KEYS_COMMAND"));
    }

    /**
     * The folder of the keys.
     *
     * @param home the data folder
     */
    public Path in(Path home) {
        return (folder == null || folder.isBlank() ? home.resolve("keys") : Path.of(folder))
                .toAbsolutePath()
                .normalize();
    }
}
