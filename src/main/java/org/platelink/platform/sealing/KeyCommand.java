package org.platelink.platform.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.platelink.platform.server.StartUpRefused;

/**
 * External command that prints a key, such as the client of a key management system. It is run without a shell.
 *
 * @param command the program and its arguments, separated by spaces
 */
record KeyCommand(String command) {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LONGEST_TEXT = 4096;

    /**
     * Runs the command for a key.
     *
     * @param name the name of the key, added as the last argument
     * @param of what the key is for, for the messages on the console
     * @throws StartUpRefused if the program cannot be run, fails, takes too long or prints no key
     */
    byte[] ask(String name, String of) {
        List<String> words = new ArrayList<>(List.of(command.trim().split("\\s+")));
        words.add(name);
        try {
            // Its error output goes to the console. Its standard output is the key, and is never logged.
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartUpRefused("the command of PLATELINK_KEYS_COMMAND has not given the key of " + of
                        + " within " + LONGEST.toSeconds() + " seconds.");
            }
            String text = new String(process.getInputStream().readNBytes(LONGEST_TEXT), StandardCharsets.US_ASCII);
            if (process.exitValue() != 0) {
                throw new StartUpRefused("the command of PLATELINK_KEYS_COMMAND gave no key of " + of
                        + ": it ended with code " + process.exitValue() + ".");
            }
            return KeyFile.decoded(text, "what PLATELINK_KEYS_COMMAND prints for " + name, of);
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "the command of PLATELINK_KEYS_COMMAND cannot be run (" + words.get(0) + ").", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartUpRefused("it was stopped while it waited for the key of " + of + ".", interrupted);
        }
    }
}
