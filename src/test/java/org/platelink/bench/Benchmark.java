package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Runs both servers through the same load and prints the table. */
final class Benchmark {

    private static final int WARM_UP_BUNDLES = 20;
    private static final int COUNTED_BUNDLES = Integer.getInteger("bench.bundles", 16);
    private static final int SEARCHES = 200;

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start()) {
            prove(postgres);
            Map<String, Double> stock = measure(
                    "stock",
                    List.of("-cp", System.getProperty("java.class.path"), StockServer.class.getName()),
                    postgres);
            Map<String, Double> ours = measure("platelink", List.of("-jar", "target/platelink.jar"), postgres);
            print(ours, stock);
        }
    }

    /** Durability is not for sale: the figures count only with it. */
    private static void prove(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new AssertionError(setting + " is " + row.getString(1));
                    }
                }
            }
            statement.execute("create database stock");
            statement.execute("create database platelink");
        }
    }

    private static Map<String, Double> measure(String name, List<String> what, EmbeddedPostgres postgres)
            throws Exception {
        String database = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name + "?reWriteBatchedInserts="
                + name.equals("platelink");
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BenchedServer cold = BenchedServer.start(name, what, database)) {
            figures.put("start cold, s", cold.startUp().toMillis() / 1e3);
        }
        try (BenchedServer server = BenchedServer.start(name, what, database)) {
            figures.put("start warm, s", server.startUp().toMillis() / 1e3);
            Load load = new Load(server.client());
            load.subjects();
            load.push(0, WARM_UP_BUNDLES);
            put(figures, "ingest", load.push(WARM_UP_BUNDLES, COUNTED_BUNDLES), Load.RESULTS_A_BUNDLE);
            put(figures, "replay", load.push(WARM_UP_BUNDLES, COUNTED_BUNDLES), Load.RESULTS_A_BUNDLE);
            search(
                    figures,
                    load,
                    "platelet series",
                    subject -> "/Observation?subject=Patient/bench-" + subject
                            + "&code=http://loinc.org|777-3&_sort=date");
            search(
                    figures,
                    load,
                    "platelets < 30",
                    subject -> "/Observation?code=http://loinc.org|777-3"
                            + "&value-quantity=lt30|http://unitsofmeasure.org|10*9/L");
            search(
                    figures,
                    load,
                    "ALT since, _include",
                    subject -> "/Observation?code=http://loinc.org|1742-6"
                            + "&value-quantity=gt120|http://unitsofmeasure.org|U/L&date=ge2026-01-05"
                            + "&_include=Observation:subject");
            search(
                    figures,
                    load,
                    "subjects by status",
                    subject -> "/ResearchSubject?study=ResearchStudy/NCT06813157&status=withdrawn");
            figures.put("memory (RSS), MB", (double) server.residentMegabytes());
        }
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, Timings timings, int resultsEach) {
        figures.put(name + ", results/s", timings.rate() * resultsEach);
        figures.put(name + ", median ms", timings.quantile(0.5));
        figures.put(name + ", p95 ms", timings.quantile(0.95));
    }

    private static void search(
            Map<String, Double> figures, Load load, String name, java.util.function.IntFunction<String> query) {
        load.search(SEARCHES, query);
        Timings timings = load.search(SEARCHES, query);
        figures.put(name + ", median ms", timings.quantile(0.5));
        figures.put(name + ", p95 ms", timings.quantile(0.95));
    }

    private static void print(Map<String, Double> ours, Map<String, Double> stock) {
        System.out.printf("%n%-32s %12s %12s %12s%n", "", "platelink", "stock HAPI", "ours/stock");
        ours.forEach((name, figure) -> System.out.printf(
                "%-32s %12.1f %12.1f %12.2f%n", name, figure, stock.get(name), figure / stock.get(name)));
    }
}
