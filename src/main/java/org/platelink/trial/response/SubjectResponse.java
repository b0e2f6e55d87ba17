package org.platelink.trial.response;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * The response of a subject: over the whole course, and at each follow-up visit.
 *
 * @param subject the subject with its visits as of the day of the evaluation
 * @param method the definitions that were applied, a code of the guide's code system derivation-method
 * @param baseline the reference of the count before the treatment; null if there is none
 * @param baselineInWords that count in words, or why there is none
 * @param complete the code of a complete response
 * @param course the response over the whole course
 * @param visits the responses at the follow-up visits, in the order of the protocol
 */
record SubjectResponse(
        SubjectVisits subject,
        String method,
        @Nullable String baseline,
        String baselineInWords,
        String complete,
        ResponseCourse course,
        List<VisitResponse> visits) {

    static final String LABEL = "Derived analysis; not the registered endpoint of the trial.";

    SubjectResponse {
        visits = List.copyOf(visits);
    }

    static SubjectResponse of(SubjectVisits subject, Row row) {
        Map<String, Visit> visits =
                subject.visits().stream().collect(Collectors.toMap(Visit::action, Function.identity()));
        return new SubjectResponse(
                subject,
                row.said("method"),
                row.text("baseline"),
                row.said("baselineInWords"),
                row.said("complete"),
                ResponseCourse.of(row.row("course")),
                row.rows("visits").stream()
                        .map(one -> VisitResponse.of(visit(visits, one.said("visit")), one))
                        .toList());
    }

    private static Visit visit(Map<String, Visit> visits, String action) {
        Visit visit = visits.get(action);
        if (visit == null) {
            throw new IllegalStateException("the protocol has no visit " + action);
        }
        return visit;
    }
}
