package org.platelink.trial.response;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.VisitCalendar;

/** Derives the response of subjects from what is stored. Whether the caller may see it is for the one who asks to know. */
final class Responses {

    private static final String RESPONSE = "response";

    private final VisitCalendar calendar;
    private final SubjectAnalyses analyses;

    Responses(VisitCalendar calendar, SubjectAnalyses analyses) {
        this.calendar = calendar;
        this.analyses = analyses;
    }

    /** The ids of all Patients who may have a response: of whom a dose is recorded. */
    List<String> treated() {
        return calendar.dosed();
    }

    /** Of some Patients those who may have a response. */
    List<String> treated(Collection<String> patients) {
        return calendar.dosed(patients);
    }

    /** What a Patient is a subject of, in studies that have such an analysis. */
    List<SubjectVisits> subjectsOf(String patient) {
        return calendar.ofPatient(patient).stream()
                .filter(subject -> analyses.has(subject.study(), RESPONSE))
                .toList();
    }

    /**
     * The response of a subject.
     *
     * @param rescueDays within how many days after a rescue treatment a count is not evaluable; null if none is left out
     */
    SubjectResponse of(SubjectVisits subject, @Nullable Integer rescueDays) {
        return of(subject.study(), List.of(subject), rescueDays).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Patient of a ResearchSubject is not stored"));
    }

    /** The responses of those subjects of a study who were treated. */
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
                .map(subject -> SubjectResponse.of(subject, rows.get(subject.subject())))
                .toList();
    }
}
