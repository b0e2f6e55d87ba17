package org.platelink.trial.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;

/**
 * Maps suggested grades to the tables of {@code $grade-suggestions}.
 *
 * @param all the grades that the results suggest
 * @param least the lowest grade that is listed
 */
record GradeTables(List<Suggestion> all, int least) {

    private static final String LABEL =
            "Suggested by the rules; whether there is an adverse event the investigator says. Stopping rules: none, for the"
                    + " protocol states none.";
    private static final String METHOD = "CTCAE-5";

    /** The number of subjects whose worst grade of a term since the treatment began is this one. */
    private record WorstGradeCount(String term, int grade, int subjects) {}

    Parameters asParameters() {
        Parameters answer = new Parameters();
        answer.addParameter("label", new StringType(LABEL));
        answer.addParameter("method", new CodeType(METHOD));
        suggestions().addTo(answer);
        ungraded().addTo(answer);
        worst().addTo(answer);
        return answer;
    }

    /** One row for each result that suggests a grade. */
    Table suggestions() {
        return Table.of(
                "suggestion",
                SubjectColumns.and(
                        Suggestion::subject,
                        List.of(
                                new Column<>("term", one -> new StringType(one.term())),
                                new Column<>("grade", one -> Cell.number(one.grade())),
                                new Column<>("measured", one -> Cell.day(one.measured())),
                                new Column<>("beforeTreatment", one -> new BooleanType(one.beforeTreatment())),
                                new Column<>("result", one -> Cell.reference(one.result())),
                                new Column<>("baseline", one -> Cell.reference(one.baseline())),
                                new Column<>("sentence", one -> new StringType(one.sentence())))),
                all.stream()
                        .filter(one -> one.grade() != null && one.grade() >= least)
                        .toList());
    }

    /** One row for each result that cannot be graded. */
    Table ungraded() {
        return Table.of(
                "ungraded",
                SubjectColumns.and(
                        Suggestion::subject,
                        List.of(
                                new Column<>("term", one -> new StringType(one.term())),
                                new Column<>("measured", one -> Cell.day(one.measured())),
                                new Column<>("result", one -> Cell.reference(one.result())),
                                new Column<>("missing", one -> Cell.text(String.join("; ", one.missing()))),
                                new Column<>("sentence", one -> new StringType(one.sentence())))),
                all.stream().filter(one -> one.grade() == null).toList());
    }

    /** For each term and grade, the number of subjects whose worst grade since the treatment began it is. */
    Table worst() {
        Map<String, Map<String, Integer>> bySubject = new TreeMap<>();
        all.stream()
                .filter(one -> !one.beforeTreatment() && one.grade() != null)
                .forEach(one -> bySubject
                        .computeIfAbsent(one.term(), term -> new TreeMap<>())
                        .merge(one.subject().subject(), Objects.requireNonNull(one.grade()), Math::max));
        List<WorstGradeCount> worst = new ArrayList<>();
        bySubject.forEach((term, grades) -> worst.addAll(counted(term, grades.values())));
        return Table.of(
                "worst",
                List.of(
                        new Column<>("term", one -> new StringType(one.term())),
                        new Column<>("grade", one -> new IntegerType(one.grade())),
                        new Column<>("subjects", one -> new IntegerType(one.subjects()))),
                worst);
    }

    private static List<WorstGradeCount> counted(String term, Collection<Integer> grades) {
        Map<Integer, Integer> counts = new TreeMap<>();
        grades.forEach(grade -> counts.merge(grade, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> new WorstGradeCount(term, count.getKey(), count.getValue()))
                .toList();
    }
}
