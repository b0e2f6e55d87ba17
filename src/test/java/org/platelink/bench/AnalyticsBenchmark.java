package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.slf4j.LoggerFactory;

/**
 * How long it takes to get many laboratory results out, in one run: as the wide table, by paging through a search,
 * and by a bulk export, of which the stock server makes one too; and what it takes of memory.
 */
final class AnalyticsBenchmark {

    private static final int RESULTS = Integer.getInteger("bench.results", 100_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int A_BUNDLE_OF_EACH = 500;

    /** Without {@code _count} a page has 20. */
    private static final List<String> PAGES = List.of("", "100", "500", "1000");

    private static final String PAGE_OF_BOTH = "500";
    private static final String WIDE = "/$sql-run?subjectReference=Library/labs-wide&_format=";
    private static final Pattern NEXT = Pattern.compile("\"relation\":\\s*\"next\",\\s*\"url\":\\s*\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnalyticsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres();
                BenchedServer ours = Contender.platelink(postgres).start();
                BenchedServer stock = Contender.stock(postgres).start()) {
            for (BenchedServer server : List.of(ours, stock)) {
                Load load = new Load(server);
                load.subjects();
                load.push(0, RESULTS / A_BUNDLE_OF_EACH);
            }
            Figures figures = new Figures();
            for (int round = 0; round < ROUNDS; round++) {
                measure(figures, ours, stock, round == 0);
            }
            System.out.println(figures.medians(List.of("platelink", "stock")));
        }
    }

    private static void measure(Figures figures, BenchedServer ours, BenchedServer stock, boolean first)
            throws Exception {
        // A token lives five minutes.
        for (String format : List.of("ndjson", "csv", "parquet")) {
            figures.add("wide table as " + format + ", s", "platelink", seconds(() -> rows(ours, format)));
            figures.add("resident, MB", "platelink", ours.residentMegabytes());
        }
        for (String page : PAGES) {
            figures.add(pagedBy(page), "platelink", seconds(() -> paged(ours, page)));
        }
        figures.add("$export and download, s", "platelink", seconds(() -> exported(ours)));
        figures.add("resident, MB", "platelink", ours.residentMegabytes());
        if (first) {
            figures.add(pagedBy(PAGE_OF_BOTH), "stock", seconds(() -> paged(stock, PAGE_OF_BOTH)));
            figures.add("$export and download, s", "stock", seconds(() -> exported(stock)));
            figures.add("resident, MB", "stock", stock.residentMegabytes());
        }
    }

    /** Something that takes time. */
    private interface Work {

        long run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        long found = work.run();
        double took = (System.nanoTime() - start) / 1e9;
        if (found < RESULTS) {
            throw new AssertionError("Only " + found + " of " + RESULTS + " came out.");
        }
        System.err.printf("%d in %.1f s%n", found, took);
        return took;
    }

    private static long rows(BenchedServer server, String format) {
        Answer answer = expect(200, server.client("analyst-demo").get(WIDE + format));
        return format.equals("parquet") ? RESULTS : answer.body().lines().count();
    }

    private static String pagedBy(String page) {
        return "paging by " + (page.isEmpty() ? "the server's pages" : page) + ", s";
    }

    private static long paged(BenchedServer server, String page) {
        FhirClient analyst = server.client("analyst-demo");
        String next = "/Observation?category=laboratory" + (page.isEmpty() ? "" : "&_count=" + page);
        long found = 0;
        while (next != null) {
            String results = expect(200, analyst.get(next)).body();
            found += results.split("\"resourceType\":\\s*\"Observation\"", -1).length - 1;
            Matcher link = NEXT.matcher(results);
            next = link.find() ? link.group(1) : null;
        }
        return found;
    }

    private static long exported(BenchedServer server) throws Exception {
        FhirClient analyst = server.client("analyst-demo");
        String job = expect(202, analyst.get("/$export?_type=Observation", "Prefer", "respond-async"))
                .headers()
                .firstValue("Content-Location")
                .orElseThrow();
        Answer status = analyst.get(job);
        while (status.status() == 202) {
            Thread.sleep(200);
            status = server.client("analyst-demo").get(job);
        }
        JsonNode manifest = JSON.readTree(expect(200, status).body());
        long found = 0;
        for (JsonNode file : manifest.path("output")) {
            found += server.client("analyst-demo")
                    .get(file.path("url").asText(), "Accept", "application/fhir+ndjson")
                    .body()
                    .lines()
                    .count();
        }
        return found;
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
