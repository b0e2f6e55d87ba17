package org.platelink.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.platelink.FhirClient;
import org.platelink.PackagedServer;
import org.platelink.ServerProcess;
import org.platelink.Tokens;

/** A server under the benchmark: a process of its own, with the same heap as the other. */
final class BenchedServer implements AutoCloseable {

    private final Process process;
    private final String name;
    private final int port;
    private final Path home;
    private final Duration startUp;

    private BenchedServer(Process process, String name, int port, Path home, Duration startUp) {
        this.process = process;
        this.name = name;
        this.port = port;
        this.home = home;
        this.startUp = startUp;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param what the rest of the java command: a jar, or a class path and a class
     * @param database the variables by which its database is given
     */
    static BenchedServer start(String name, List<String> what, Map<String, String> database) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of(PackagedServer.java(), "-Xmx1g"));
        command.addAll(what);
        Path home = Path.of(
                "target",
                "bench-home-" + name + "-"
                        + Math.abs(database.get("SPRING_DATASOURCE_URL").hashCode()));
        Tokens.keptBy(port, home);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "PLATELINK_HOME",
                        home.toString(),
                        "LOGGING_LEVEL_ROOT",
                        "error"));
        builder.environment().putAll(database);
        Path output = Path.of("target", "bench-" + name + ".log");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        long began = System.nanoTime();
        Process process = builder.start();
        FhirClient client = FhirClient.withoutToken(port);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(name + " ended while it started: " + Files.readString(output));
                    }
                    return client.get("/metadata").status() == 200;
                });
        return new BenchedServer(process, name, port, home, Duration.ofNanos(System.nanoTime() - began));
    }

    int port() {
        return port;
    }

    /**
     * One of the clients that our server makes; the stock one does not ask who one is, and the open one takes any
     * word for it.
     */
    FhirClient client(String who) {
        return switch (name) {
            case "stock" -> FhirClient.withoutToken(port);
            case "open" -> FhirClient.withToken(port, who);
            default -> FhirClient.of(port, who);
        };
    }

    /** The address of a path that is not one of FHIR. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Fills our server with the demo's cohort, by the command that users have for it. */
    void demo(int subjects) throws IOException, InterruptedException {
        ProcessBuilder demo = new ProcessBuilder(
                PackagedServer.java(),
                "-jar",
                "target/platelink.jar",
                "demo",
                "--subjects",
                Integer.toString(subjects));
        demo.environment().putAll(Map.of("SERVER_PORT", Integer.toString(port), "PLATELINK_HOME", home.toString()));
        if (demo.inheritIO().start().waitFor() != 0) {
            throw new AssertionError("the demo failed");
        }
    }

    long pid() {
        return process.pid();
    }

    Duration startUp() {
        return startUp;
    }

    /** Resident memory of the server's process in MB, its database not among it. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
