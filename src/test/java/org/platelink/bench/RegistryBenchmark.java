package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Registry reads: how long each takes, and how many are answered in a second, by one client and by eight at once. */
final class RegistryBenchmark {

    private static final int REQUESTS = 4000;
    private static final int[] CLIENTS = {1, 8};
    private static final String STUDY = "/NCT06813157/";

    private RegistryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres();
                BenchedServer ours = Contender.platelink(postgres).start()) {
            String registry = "http://127.0.0.1:" + ours.port() + "/registry";
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            String tag = http.send(request(registry + STUDY + "fhir-r4.json", null), BodyHandlers.ofString())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            for (int round = 0; round < 2; round++) {
                for (int clients : CLIENTS) {
                    measure(http, registry + STUDY + "fhir-r4.json", tag, 304, clients);
                    for (String file : new String[] {"fhir-r4.json", "fhir-r5.json", "ictrp.xml", "index.html"}) {
                        measure(http, registry + STUDY + file, null, 200, clients);
                    }
                }
            }
        }
    }

    private static void measure(HttpClient http, String url, String tag, int status, int clients) throws Exception {
        Timings timings = new Timings();
        ExecutorService all = Executors.newFixedThreadPool(clients);
        long began = System.nanoTime();
        for (int client = 0; client < clients; client++) {
            all.submit(() -> {
                for (int i = 0; i < REQUESTS / clients; i++) {
                    long start = System.nanoTime();
                    int got = http.send(request(url, tag), BodyHandlers.ofByteArray())
                            .statusCode();
                    timings.add(System.nanoTime() - start);
                    if (got != status) {
                        throw new AssertionError(got + " for " + url);
                    }
                }
                return null;
            });
        }
        all.shutdown();
        if (!all.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new AssertionError("It takes too long.");
        }
        timings.took(System.nanoTime() - began);
        System.out.printf(
                "%-14s %d, %d at once: p50 %.2f ms, p95 %.2f ms, %.0f requests/s%n",
                url.substring(url.lastIndexOf('/') + 1),
                status,
                clients,
                timings.quantile(0.5),
                timings.quantile(0.95),
                timings.rate());
    }

    private static HttpRequest request(String url, String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return tag == null
                ? request.build()
                : request.header("If-None-Match", tag).build();
    }
}
