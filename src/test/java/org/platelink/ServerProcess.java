package org.platelink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The packaged server in a process of its own, installed ({@link PackagedServer}) or as a user starts it. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    /**
     * Below the ports that the system gives to outgoing connections, for a server takes its port long after it was
     * chosen. Where the count begins is this process's own, so that another process of tests on the same machine takes others.
     */
    private static final int FIRST_PORT = 12000;

    private static final int PORTS = 20000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 1009 % PORTS));

    private final Process process;
    private final Path output;
    private final int port;

    private ServerProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts the server with these environment variables and does not wait. */
    public static ServerProcess start(Map<String, String> environment) {
        return start(environment, List.of(PackagedServer.server()));
    }

    private static ServerProcess start(Map<String, String> environment, List<String> program) {
        try {
            Map<String, String> all = new HashMap<>(environment);
            int port = Integer.parseInt(all.computeIfAbsent("SERVER_PORT", name -> Integer.toString(freePort())));
            if (all.containsKey("PLATELINK_HOME")) {
                Tokens.keptBy(port, Path.of(all.get("PLATELINK_HOME")));
            }
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "server-", ".log");
            List<String> command = new ArrayList<>(List.of(
                    PackagedServer.java(),
                    // It lives for a minute or two: the second compiler would cost more than it gains.
                    "-XX:TieredStopAtLevel=1",
                    // Without the second compiler, Java would keep 48 MB for compiled code, and they fill up.
                    "-XX:ReservedCodeCacheSize=240m"));
            command.addAll(program);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(all);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            return new ServerProcess(builder.start(), output, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts the server and waits until it says that it is ready. */
    public static ServerProcess startUntilReady(Map<String, String> environment) {
        return untilReady(start(environment));
    }

    /** As {@link #startUntilReady}, by {@code java -jar target/platelink.jar}. */
    public static ServerProcess startWholeUntilReady(Map<String, String> environment) {
        return untilReady(start(environment, List.of("-jar", PackagedServer.WHOLE.toString())));
    }

    /** Waits until a server says that it is ready. */
    public static ServerProcess untilReady(ServerProcess server) {
        Awaitility.await()
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!server.process.isAlive()) {
                        throw new IllegalStateException("The server ended while it started:\n" + server.output());
                    }
                    return server.output().contains("ready ");
                });
        return server;
    }

    /** A port that nobody has now, and that no other test is given. */
    public static int freePort() {
        while (true) {
            int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    public FhirClient client() {
        return FhirClient.at(port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The lines that were printed, without the empty ones. */
    public List<String> lines() {
        return output().lines().filter(line -> !line.isBlank()).toList();
    }

    /** Waits until the server has ended by itself. */
    public int exitCode() {
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server still runs:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends the server as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the server as Ctrl-C does, and waits for it. */
    @Override
    public void close() {
        process.destroy();
        exitCode();
    }
}
