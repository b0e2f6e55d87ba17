package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Node and its package manager, for tests of what is written for them. */
public final class Node {

    private Node() {}

    /** A user's machine needs no Node; where tests gate a change there must be one. */
    public static void mustBeThere(String otherwise) throws InterruptedException {
        assumeTrue(isThere() || System.getenv("CI") != null, "Node is not installed: " + otherwise);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /**
     * Runs a command, which must succeed.
     *
     * @return what it wrote to its output
     */
    public static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(errors) + Files.readString(output))
                .isZero();
        return Files.readString(output);
    }
}
