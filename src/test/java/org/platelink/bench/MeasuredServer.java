package org.platelink.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/** A running server, and where its figures go. */
final class MeasuredServer {

    private static final Map<String, IntFunction<String>> SEARCHES = new LinkedHashMap<>();

    static {
        SEARCHES.put(
                "platelet series",
                subject -> "/Observation?subject=Patient/bench-" + subject + "&code=http://loinc.org|777-3&_sort=date");
        SEARCHES.put(
                "platelets < 30",
                subject -> "/Observation?code=http://loinc.org|777-3"
                        + "&value-quantity=lt30|http://unitsofmeasure.org|10*9/L");
        SEARCHES.put(
                "ALT since, _include",
                subject -> "/Observation?code=http://loinc.org|1742-6"
                        + "&value-quantity=gt120|http://unitsofmeasure.org|U/L&date=ge2026-01-05"
                        + "&_include=Observation:subject");
        SEARCHES.put(
                "subjects by status", subject -> "/ResearchSubject?study=ResearchStudy/NCT06813157&status=withdrawn");
    }

    private final Figures figures;
    private final String name;
    private final BenchedServer server;
    private final EmbeddedPostgres postgres;
    private final Load load;

    MeasuredServer(Figures figures, String name, BenchedServer server, EmbeddedPostgres postgres) {
        this.figures = figures;
        this.name = name;
        this.server = server;
        this.postgres = postgres;
        this.load = new Load(server);
    }

    void warmUp(int bundles, int searches) throws Exception {
        load.subjects();
        load.push(0, bundles);
        for (IntFunction<String> search : SEARCHES.values()) {
            load.search(searches, search);
        }
    }

    /** New results, then the same again. */
    void writes(int firstBundle, int bundles) throws Exception {
        for (String what : List.of("ingest", "replay")) {
            Timings timings = using(what + " of a bundle", () -> load.push(firstBundle, bundles));
            add(what + ", results/s", timings.rate() * Load.RESULTS_A_BUNDLE);
            add(what + ", median ms", timings.quantile(0.5));
            add(what + ", p95 ms", timings.quantile(0.95));
        }
    }

    void searches(int times) throws Exception {
        for (Map.Entry<String, IntFunction<String>> search : SEARCHES.entrySet()) {
            Timings timings = using(search.getKey(), () -> load.search(times, search.getValue()));
            add(search.getKey() + ", median ms", timings.quantile(0.5));
            add(search.getKey() + ", p95 ms", timings.quantile(0.95));
        }
    }

    /** Does work, and keeps what it took of the processors: a busy machine moves the clock, and this less. */
    private Timings using(String what, Callable<Timings> work) throws Exception {
        ProcessorTime before = ProcessorTime.now(server, postgres);
        Timings timings = work.call();
        ProcessorTime used = ProcessorTime.now(server, postgres).since(before);
        add(what + ", processor of server, ms", (double) used.server().toMillis() / timings.size());
        add(what + ", of database, ms", (double) used.database().toMillis() / timings.size());
        return timings;
    }

    void memory() throws IOException {
        add("memory (RSS), MB", server.residentMegabytes());
    }

    private void add(String what, double figure) {
        figures.add(what, name, figure);
    }
}
