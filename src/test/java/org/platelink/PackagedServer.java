package org.platelink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The packaged server, as a whole and installed by its own command. It is the same server, and installed it starts
 * with half of the processor's time, as Java need not look for each class in a jar within a jar, nor read it anew.
 */
public final class PackagedServer {

    static final Path WHOLE = Path.of("target", "platelink.jar");

    private static final Path INSTALLED = Path.of("target", "server");

    /** Of which jar it was installed, so that a new package is installed anew. */
    private static final Path OF = Path.of("target", "server.of");

    /** Tests run in two processes, and either may be the first that needs it. */
    private static final Path LOCK = Path.of("target", "server.lock");

    private PackagedServer() {}

    /** The arguments of Java that start the installed server, made where it is not there yet. */
    static String server() {
        install();
        return "@" + INSTALLED.resolve("server.args");
    }

    /** The arguments of Java that run a command of the installed server. */
    public static String tool() {
        install();
        return "@" + INSTALLED.resolve("tool.args");
    }

    private static synchronized void install() {
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = lock.lock()) {
            String whole = Files.size(WHOLE) + " " + Files.getLastModifiedTime(WHOLE);
            if (Files.exists(OF) && Files.readString(OF).equals(whole)) {
                return;
            }
            Process process = new ProcessBuilder(java(), "-jar", WHOLE.toString(), "install", INSTALLED.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(WHOLE + " could not be installed: " + output);
            }
            Files.writeString(OF, whole);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The command of the Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
