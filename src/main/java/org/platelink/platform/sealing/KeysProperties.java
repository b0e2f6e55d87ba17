package org.platelink.platform.sealing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the server's keys, {@code platelink.keys.*}. The keys should be apart from the data that they
 * decrypt, wherever the database runs as another user.
 *
 * @param folder the folder of the key files, such as a volume of this server alone; null for {@code keys} in the data
 *     folder
 * @param command the command of a key management system: a program, with arguments if it has any, to which the name
 *     of a key is added ({@code linkage}, {@code journal}) and which prints that key in base64; null if keys are in
 *     files
 */
@ConfigurationProperties("platelink.keys")
public record KeysProperties(@Nullable String folder, @Nullable String command) {

    /** The properties from environment variables, for a tool that runs beside the server. */
    public static KeysProperties in(Map<String, String> environment) {
        return new KeysProperties(environment.get("PLATELINK_KEYS_FOLDER"), environment.get("PLATELINK_KEYS_COMMAND"));
    }

    /**
     * The folder of the key files.
     *
     * @param home the data folder
     */
    public Path in(Path home) {
        return (folder == null || folder.isBlank() ? home.resolve("keys") : Path.of(folder))
                .toAbsolutePath()
                .normalize();
    }
}
