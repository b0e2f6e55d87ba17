package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.platelink.FhirClient;
import org.slf4j.LoggerFactory;

/**
 * A subject's schedule beside a stock server's search of the subject's encounters, which is what one has without it;
 * and the compliance of more and more subjects.
 */
final class VisitBenchmark {

    private static final int ROUNDS = 5;
    private static final int QUESTIONS = 300;
    private static final int[] SUBJECTS = {250, 500, 1000};

    private VisitBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres();
                BenchedServer ours = Contender.platelink(postgres).start();
                BenchedServer stock = Contender.stock(postgres).start()) {
            VisitLoad our = new VisitLoad(ours);
            VisitLoad theirs = new VisitLoad(stock);
            // What the subjects refer to.
            FhirClient operator = stock.client("operator");
            operator.put(
                    "/ResearchStudy/NCT06813157",
                    "{\"resourceType\":\"ResearchStudy\",\"id\":\"NCT06813157\",\"status\":\"active\"}");
            operator.put(
                    "/Organization/site-unknown",
                    "{\"resourceType\":\"Organization\",\"id\":\"site-unknown\",\"name\":\"A site\"}");
            theirs.subjects(0, SUBJECTS[0]);
            int loaded = 0;
            for (int subjects : SUBJECTS) {
                our.subjects(loaded, subjects);
                loaded = subjects;
                complianceOf(subjects, our);
            }
            schedules(our, theirs);
        }
    }

    private static void complianceOf(int subjects, VisitLoad ours) {
        for (String format : new String[] {"json", "text/csv"}) {
            ours.ask("analyst-demo", 3, i -> compliance(format));
            Timings timings = ours.ask("analyst-demo", 9, i -> compliance(format));
            System.out.printf(
                    "compliance of %d subjects, %s: median %.0f ms%n", subjects, format, timings.quantile(0.5));
        }
    }

    private static String compliance(String format) {
        return "/ResearchStudy/NCT06813157/$visit-compliance?asOf=2026-11-20&_format=" + format;
    }

    private static void schedules(VisitLoad ours, VisitLoad stock) {
        Figures figures = new Figures();
        for (int round = 0; round <= ROUNDS; round++) {
            Timings our = ours.ask(
                    "analyst-demo", QUESTIONS, i -> "/ResearchSubject/visits-" + i % SUBJECTS[0] + "/$schedule");
            Timings coordinators = ours.ask(
                    "coordinator-demo", QUESTIONS, i -> "/ResearchSubject/visits-" + i % SUBJECTS[0] + "/$schedule");
            Timings their =
                    stock.ask("analyst-demo", QUESTIONS, i -> "/Encounter?subject=Patient/visits-" + i % SUBJECTS[0]);
            if (round > 0) {
                add(figures, "schedule, analyst", our, their);
                add(figures, "schedule, coordinator", coordinators, their);
            }
        }
        System.out.println(figures.table("platelink", "stock"));
    }

    private static void add(Figures figures, String what, Timings ours, Timings stock) {
        for (double part : new double[] {0.5, 0.95}) {
            String name = what + (part == 0.5 ? ", median ms" : ", p95 ms");
            figures.add(name, "platelink", ours.quantile(part));
            figures.add(name, "stock", stock.quantile(part));
        }
    }
}
