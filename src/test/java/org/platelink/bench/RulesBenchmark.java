package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.slf4j.LoggerFactory;

/**
 * What the study's rules take over HTTP, in one run with a search for subjects of the stock server: eligibility,
 * response and safety of a subject of the demo's cohort of 40, and of all of it.
 */
final class RulesBenchmark {

    private static final String STUDY = "/ResearchStudy/NCT06813157";
    private static final String SEARCH = "/ResearchSubject?study=ResearchStudy/NCT06813157&_count=20";
    private static final int COHORT = 40;
    private static final int ROUNDS = 5;
    private static final int QUESTIONS = 20;

    private RulesBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres();
                BenchedServer ours = Contender.platelink(postgres).start();
                BenchedServer stock = Contender.stock(postgres).start()) {
            FhirClient theirs = stock.client("operator");
            theirs.put(STUDY, "{\"resourceType\":\"ResearchStudy\",\"id\":\"NCT06813157\",\"status\":\"active\"}");
            theirs.put(
                    "/Organization/site-unknown",
                    "{\"resourceType\":\"Organization\",\"id\":\"site-unknown\",\"name\":\"A site\"}");
            new VisitLoad(stock).subjects(0, COHORT);
            ours.demo(COHORT);
            measure(ours, theirs);
        }
    }

    private static void measure(BenchedServer ours, FhirClient stock) {
        List<String> subjects = ours
                .client("coordinator-demo")
                .get("/ResearchSubject?status=follow-up,off-study&_count=20")
                .as(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> "/ResearchSubject/" + entry.getResource().getIdPart())
                .toList();
        Figures figures = new Figures();
        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0;
            // A token lives five minutes.
            FhirClient coordinator = ours.client("coordinator-demo");
            FhirClient analyst = ours.client("analyst-demo");
            for (int i = 0; i < QUESTIONS; i++) {
                String subject = subjects.get(i % subjects.size());
                time(figures, counts, "stock", "search for subjects, ms", () -> stock.get(SEARCH));
                time(figures, counts, "platelink", "search for subjects, ms", () -> analyst.get(SEARCH));
                time(
                        figures,
                        counts,
                        "platelink",
                        "eligibility of a subject, ms",
                        () -> coordinator.post(subject + "/$evaluate-eligibility", new Parameters()));
                time(figures, counts, "platelink", "response, ms", () -> analyst.get(subject + "/$response"));
                time(figures, counts, "platelink", "grades, ms", () -> analyst.get(subject + "/$grade-suggestions"));
                time(
                        figures,
                        counts,
                        "platelink",
                        "adverse events, ms",
                        () -> analyst.get(subject + "/$adverse-events"));
            }
            time(
                    figures,
                    counts,
                    "platelink",
                    "eligibility of 40, ms",
                    () -> coordinator.post(STUDY + "/$evaluate-eligibility", new Parameters()));
            time(figures, counts, "platelink", "response of 40, ms", () -> analyst.get(STUDY + "/$response-summary"));
            time(figures, counts, "platelink", "grades of 40, ms", () -> analyst.get(STUDY + "/$grade-suggestions"));
        }
        System.out.println(figures.medians(List.of("platelink", "stock")));
    }

    private static void time(Figures figures, boolean counts, String who, String what, Supplier<Answer> question) {
        long start = System.nanoTime();
        Answer answer = question.get();
        double took = (System.nanoTime() - start) / 1e6;
        if (answer.status() != 200) {
            throw new AssertionError(what + " " + answer.status() + " " + answer.body());
        }
        if (counts) {
            figures.add(what, who, took);
        }
    }
}
