package org.platelink.trial.response;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.VisitCalendar;

/**
 * Derives the responses of subjects from the stored record. It does not check access; the caller of this class must.
 */
final class Responses {

    private static final String RESPONSE = "response";

    private final VisitCalendar calendar;
    private final SubjectAnalyses analyses;

    Responses(VisitCalendar calendar, SubjectAnalyses analyses) {
        this.calendar = calendar;
        this.analyses = analyses;
    }

    /** The ids of all Patients who may have a response, which are those with a recorded dose. */
    List<String> treated() {
        return calendar.dosed();
    }

    /** Those of the given Patients who may have a response. */
    List<String> treated(Collection<String> patients) {
        return calendar.dosed(patients);
    }

    /** The subjects that a Patient is, in studies that have the response analysis. */
    List<SubjectVisits> subjectsOf(String patient) {
        return calendar.ofPatient(patient).stream()
                .filter(subject -> analyses.has(subject.study(), RESPONSE))
                .toList();
    }

    /**
     * Derives the response of a subject.
     *
     * @param rescueDays the number of days after a rescue treatment within which a count is not evaluable; null if
     *     none is left out
     */
    SubjectResponse of(SubjectVisits subject, @Nullable Integer rescueDays) {
        return of(subject.study(), List.of(subject), rescueDays).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Patient of a ResearchSubject is not stored"));
    }

    /** Derives the responses of those subjects of a study who were treated. */
    List<SubjectResponse> ofTreated(String study, List<SubjectVisits> subjects, @Nullable Integer rescueDays) {
        return of(
                study,
                subjects.stream()
                        .filter(subject -> subject.firstIntervention().isPresent())
                        .toList(),
                rescueDays);
    }

    private List<SubjectResponse> of(String study, List<SubjectVisits> subjects, @Nullable Integer rescueDays) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("Rescue Days", rescueDays);
        Map<String, Row> rows = analyses.of(RESPONSE, study, subjects, parameters);
        return subjects.stream()
                .filter(subject -> rows.containsKey(subject.subject()))
                .map(subject -> SubjectResponse.of(subject, Objects.requireNonNull(rows.get(subject.subject()))))
                .toList();
    }
}
