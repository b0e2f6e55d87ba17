package org.platelink.trial.response;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;

/**
 * Summary statistics of the responses of the treated subjects of a study.
 *
 * @param treated the responses of all treated subjects
 */
record Summary(List<SubjectResponse> treated) {

    private static final int DECIMALS = 4;

    /** One evaluation of a subject: at a visit, or the best over the course. */
    private record SubjectEvaluation(@Nullable Boolean responded, boolean complete, boolean toCome) {

        boolean isEvaluable() {
            return responded != null;
        }

        boolean hasResponded() {
            return Boolean.TRUE.equals(responded);
        }
    }

    private record Count(
            String visit, String population, String response, int n, int of, int notEvaluable, int notYet) {}

    private record VisitRow(SubjectResponse subject, VisitResponse visit) {}

    Parameters asParameters() {
        Parameters answer = asParameters(counts());
        subjects().addTo(answer);
        visits().addTo(answer);
        return answer;
    }

    /** The given table, and the time to response. */
    Parameters asParameters(Table table) {
        Parameters answer = new Parameters();
        answer.addParameter("label", new StringType(SubjectResponse.LABEL));
        treated.stream().findFirst().ifPresent(one -> answer.addParameter("method", new CodeType(one.method())));
        table.addTo(answer);
        times().addTo(answer);
        return answer;
    }

    /** The number of responders for each visit and population. */
    Table counts() {
        Map<String, List<SubjectEvaluation>> judged = new LinkedHashMap<>();
        for (SubjectResponse one : treated) {
            for (VisitResponse visit : one.visits()) {
                judged.computeIfAbsent(visit.visit().action(), key -> new ArrayList<>())
                        .add(new SubjectEvaluation(
                                visit.responded(), visit.code().equals(one.complete()), visit.isToCome()));
            }
        }
        judged.put(
                "best",
                treated.stream()
                        .map(one -> new SubjectEvaluation(
                                one.course().responded(), one.course().code().equals(one.complete()), false))
                        .toList());
        List<Count> counts = new ArrayList<>();
        String complete =
                treated.stream().map(SubjectResponse::complete).findFirst().orElse("complete");
        judged.forEach((visit, all) -> counts(visit, complete, all, counts));
        return Table.of(
                "summary",
                List.of(
                        new Column<>("visit", count -> new StringType(count.visit())),
                        new Column<>("population", count -> new CodeType(count.population())),
                        new Column<>("response", count -> new CodeType(count.response())),
                        new Column<>("n", count -> new IntegerType(count.n())),
                        new Column<>("of", count -> new IntegerType(count.of())),
                        new Column<>("proportion", count -> decimal(count, count.n() / (double) count.of())),
                        new Column<>("lower", count -> decimal(count, lower(count))),
                        new Column<>("upper", count -> decimal(count, upper(count))),
                        new Column<>("notEvaluable", count -> new IntegerType(count.notEvaluable())),
                        new Column<>("notYet", count -> new IntegerType(count.notYet()))),
                counts);
    }

    private static void counts(String visit, String complete, List<SubjectEvaluation> all, List<Count> counts) {
        List<SubjectEvaluation> come = all.stream().filter(one -> !one.toCome()).toList();
        List<SubjectEvaluation> evaluable =
                come.stream().filter(SubjectEvaluation::isEvaluable).toList();
        int notEvaluable = come.size() - evaluable.size();
        int notYet = all.size() - come.size();
        for (boolean allTreated : List.of(true, false)) {
            List<SubjectEvaluation> population = allTreated ? come : evaluable;
            String name = allTreated ? "all-treated" : "evaluable";
            counts.add(new Count(
                    visit,
                    name,
                    "any",
                    having(population, SubjectEvaluation::hasResponded),
                    population.size(),
                    notEvaluable,
                    notYet));
            counts.add(new Count(
                    visit,
                    name,
                    complete,
                    having(population, SubjectEvaluation::complete),
                    population.size(),
                    notEvaluable,
                    notYet));
        }
    }

    private static int having(List<SubjectEvaluation> population, Predicate<SubjectEvaluation> what) {
        return Math.toIntExact(population.stream().filter(what).count());
    }

    private static double lower(Count count) {
        return count.of() == 0 ? 0 : Interval.of(count.n(), count.of()).lower();
    }

    private static double upper(Count count) {
        return count.of() == 0 ? 0 : Interval.of(count.n(), count.of()).upper();
    }

    private static @Nullable Type decimal(Count count, double value) {
        return count.of() == 0
                ? null
                : new DecimalType(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /** The time to response of the responders, in days. */
    private Table times() {
        List<Integer> days = treated.stream()
                .map(one -> one.course().daysToResponse())
                .filter(one -> one != null)
                .map(Integer.class::cast)
                .sorted()
                .toList();
        return Table.of(
                "time",
                List.of(
                        new Column<>("responders", all -> new IntegerType(all.size())),
                        new Column<>("median", all -> all.isEmpty() ? null : new DecimalType(median(all))),
                        new Column<>("least", all -> all.isEmpty() ? null : new IntegerType(all.get(0))),
                        new Column<>("most", all -> all.isEmpty() ? null : new IntegerType(all.get(all.size() - 1)))),
                List.of(days));
    }

    private static BigDecimal median(List<Integer> sorted) {
        return BigDecimal.valueOf(IntStream.of((sorted.size() - 1) / 2, sorted.size() / 2)
                .mapToObj(sorted::get)
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow());
    }

    /** One row for each subject. */
    Table subjects() {
        return Table.of(
                "subject",
                List.of(
                        new Column<>("subject", Summary::reference),
                        new Column<>("number", one -> Cell.text(one.subject().number())),
                        new Column<>("site", one -> Cell.text(one.subject().site())),
                        new Column<>(
                                "firstInfusion",
                                one -> Cell.day(
                                        one.subject().firstIntervention().orElse(null))),
                        new Column<>("best", one -> new CodeType(one.course().code())),
                        new Column<>("began", one -> Cell.day(one.course().began())),
                        new Column<>(
                                "daysToResponse",
                                one -> Cell.number(one.course().daysToResponse())),
                        new Column<>("lost", one -> Cell.day(one.course().lost())),
                        new Column<>(
                                "sentence", one -> new StringType(one.course().sentence()))),
                treated);
    }

    /** One row for each visit of each subject. */
    Table visits() {
        return Table.of(
                "visit",
                List.of(
                        new Column<>("subject", one -> reference(one.subject())),
                        new Column<>(
                                "number",
                                one -> Cell.text(one.subject().subject().number())),
                        new Column<>(
                                "visit",
                                one -> new StringType(one.visit().visit().action())),
                        new Column<>(
                                "status",
                                one -> new CodeType(one.visit().visit().status())),
                        new Column<>("response", one -> new CodeType(one.visit().code())),
                        new Column<>("measured", one -> Cell.day(one.visit().measured())),
                        new Column<>("confirmed", one -> Cell.flag(one.visit().confirmed())),
                        new Column<>("countOnly", one -> Cell.flag(one.visit().countOnly())),
                        new Column<>("result", one -> Cell.reference(one.visit().count())),
                        new Column<>(
                                "sentence", one -> new StringType(one.visit().sentence()))),
                treated.stream()
                        .flatMap(one -> one.visits().stream().map(visit -> new VisitRow(one, visit)))
                        .toList());
    }

    private static Reference reference(SubjectResponse one) {
        return new Reference("ResearchSubject/" + one.subject().subject());
    }
}
