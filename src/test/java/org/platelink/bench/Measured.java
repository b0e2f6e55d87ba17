package org.platelink.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** A running server, and where its figures go. */
final class Measured {

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
    private final Load load;

    Measured(Figures figures, String name, BenchedServer server) {
        this.figures = figures;
        this.name = name;
        this.server = server;
        this.load = new Load(server);
    }

    void warmUp(int bundles, int searches) throws Exception {
        load.subjects();
        load.push(0, bundles);
        for (IntFunction<String> search : SEARCHES.values()) {
            load.search(2 * searches, search);
        }
    }

    /** New results, then the same again. */
    void writes(int firstBundle, int bundles) throws Exception {
        add("ingest", load.push(firstBundle, bundles));
        add("replay", load.push(firstBundle, bundles));
    }

    void searches(int times) {
        SEARCHES.forEach((what, search) -> {
            Timings timings = load.search(times, search);
            figures.add(what + ", median ms", name, timings.quantile(0.5));
            figures.add(what + ", p95 ms", name, timings.quantile(0.95));
        });
    }

    void memory() throws IOException {
        figures.add("memory (RSS), MB", name, server.residentMegabytes());
    }

    private void add(String what, Timings timings) {
        figures.add(what + ", results/s", name, timings.rate() * Load.RESULTS_A_BUNDLE);
        figures.add(what + ", median ms", name, timings.quantile(0.5));
        figures.add(what + ", p95 ms", name, timings.quantile(0.95));
    }
}
