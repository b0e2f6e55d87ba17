package org.platelink.trial.safety;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.schedule.SubjectVisits;

/** Evaluates the study's safety rules, which suggest grades for laboratory results. */
public final class Suggestions {

    static final String SAFETY = "safety";

    private final SubjectAnalyses analyses;

    Suggestions(SubjectAnalyses analyses) {
        this.analyses = analyses;
    }

    /** The suggestions for subjects of one study, by subject, day and term. */
    public List<Suggestion> of(String study, List<SubjectVisits> subjects) {
        Map<String, Row> rows = analyses.of(SAFETY, study, subjects, Map.of());
        return subjects.stream()
                .flatMap(subject ->
                        rows.containsKey(subject.subject()) ? of(subject, rows.get(subject.subject())) : Stream.of())
                .toList();
    }

    private static Stream<Suggestion> of(SubjectVisits subject, Row row) {
        return row.rows("suggestions").stream()
                .map(one -> Suggestion.of(subject, one))
                .sorted(Comparator.comparing(Suggestion::measured).thenComparing(Suggestion::term));
    }
}
