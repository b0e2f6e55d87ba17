package org.platelink.trial.safety;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * Computes the worst grade of each subject. It is slow, because the study's rules evaluate each result. It does not
 * check access; the caller of this class must.
 */
public final class GravestGrades {

    private static final int GRAVE = 3;

    private final SubjectAnalyses analyses;
    private final Suggestions suggestions;
    private final ReportedEvents events;

    GravestGrades(SubjectAnalyses analyses, Suggestions suggestions, ReportedEvents events) {
        this.analyses = analyses;
        this.suggestions = suggestions;
        this.events = events;
    }

    /**
     * The worst grade of a subject.
     *
     * @param grade the highest grade that a result since the treatment began suggests, or that an investigator gave
     *     to an adverse event; null if there is none
     * @param grave the number of results since the treatment began that suggest grade 3 or more
     */
    public record WorstGrade(@Nullable Integer grade, int grave) {

        private static final WorstGrade NONE = new WorstGrade(null, 0);

        private WorstGrade with(@Nullable Integer other, int more) {
            return other == null ? this : new WorstGrade(grade == null ? other : Math.max(grade, other), grave + more);
        }
    }

    /** The worst grades of subjects of one study, by the ids of the ResearchSubjects. */
    public Map<String, WorstGrade> of(String study, List<SubjectVisits> subjects) {
        Map<String, WorstGrade> gravest = new HashMap<>();
        subjects.forEach(subject -> gravest.put(subject.subject(), WorstGrade.NONE));
        if (analyses.has(study, Suggestions.SAFETY)) {
            suggestions.of(study, subjects).stream()
                    .filter(one -> !one.beforeTreatment())
                    .forEach(one -> add(gravest, one.subject(), one.grade(), isGrave(one) ? 1 : 0));
        }
        events.of(study, subjects).forEach(one -> add(gravest, one.subject(), one.grade(), 0));
        return gravest;
    }

    private static boolean isGrave(Suggestion one) {
        return one.grade() != null && one.grade() >= GRAVE;
    }

    private static void add(
            Map<String, WorstGrade> gravest, SubjectVisits subject, @Nullable Integer grade, int grave) {
        gravest.compute(
                subject.subject(), (id, known) -> Objects.requireNonNull(known).with(grade, grave));
    }
}
