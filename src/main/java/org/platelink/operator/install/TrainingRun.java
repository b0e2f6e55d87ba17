package org.platelink.operator.install;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * One start of an installed server, so that the JVM sees which classes it needs: until it is ready, with a few public
 * pages, a token and a small synthetic cohort, in a data folder that is gone afterwards. It listens to this machine
 * alone.
 */
final class TrainingRun {

    private static final String HOST = "127.0.0.1";
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final List<String> PAGES = List.of(
            "/fhir/metadata", "/fhir/ResearchStudy", "/registry", "/ig/index.html", "/desk/sign-in", "/nothing-here");

    private final Installation installation;
    private final ClassCache kind;
    private final Path serverCache;
    private final Path toolCache;

    TrainingRun(Installation installation, ClassCache kind, Path serverCache, Path toolCache) {
        this.installation = installation;
        this.kind = kind;
        this.serverCache = serverCache;
        this.toolCache = toolCache;
    }

    /** Runs it; at its end both caches are written. */
    void run() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("platelink-install-");
        Path log = home.resolve("server.log");
        int port = freePort();
        try {
            Process server = start(home.resolve("data"), log, port);
            try {
                untilReady(server, log, port);
                work(home.resolve("data"), port);
            } finally {
                // As by Ctrl-C: the JVM writes the cache when it ends in order.
                server.destroy();
                if (!server.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                    server.destroyForcibly().waitFor();
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private Process start(Path home, Path log, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(kind.toWrite(serverCache));
        command.addAll(List.of("-jar", installation.jar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Of whoever installs, nothing else: the run is the same everywhere, and touches nothing of a server beside it.
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("PLATELINK_") || name.startsWith("SPRING_") || name.startsWith("SERVER_"));
        environment.put("PLATELINK_HOME", home.toString());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", HOST);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void untilReady(Process server, Path log, int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (long end = System.nanoTime() + LONGEST_START.toNanos(); System.nanoTime() < end; ) {
            if (!server.isAlive()) {
                throw new IOException("The server ended while it started: " + lastLines(log));
            }
            if (answers(client, port, "/actuator/health/readiness")) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new IOException("The server was not ready after " + LONGEST_START.toMinutes() + " minutes.");
    }

    private void work(Path home, int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String page : PAGES) {
            answers(client, port, page);
        }
        List<String> token = new ArrayList<>(List.of(installation.java().toString()));
        token.addAll(kind.toWrite(toolCache));
        token.addAll(List.of(
                "-jar",
                installation.jar().toString(),
                "token",
                "--client",
                home.resolve("clients").resolve("coordinator-demo.json").toString()));
        ChildProcess.run(token, "a token could not be had of the server that was started");
        ChildProcess.run(
                List.of(
                        installation.java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        installation.jar().toString(),
                        "demo",
                        "--subjects",
                        "2",
                        "--home",
                        home.toString()),
                "the server that was started did not take the synthetic cohort");
    }

    private static boolean answers(HttpClient client, int port, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String lastLines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.filter(line -> !line.isBlank()).toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 3), all.size()));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
