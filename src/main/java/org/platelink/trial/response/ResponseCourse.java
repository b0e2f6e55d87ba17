package org.platelink.trial.response;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;

/**
 * The best response of a subject over the whole course of the study.
 *
 * @param code the best confirmed response, a code of the method
 * @param responded whether it is a response; null if it is not evaluable
 * @param sentence the explanation
 * @param began the day of the first count of a confirmed response
 * @param daysToResponse the days from the first infusion to that day
 * @param completeBegan the day of the first count of a confirmed complete response
 * @param lost the day of the first count of a confirmed loss of response
 * @param completeLost the day of the first count of a confirmed loss of complete response
 * @param lastJudged the day of the last count that was evaluated
 * @param rescued whether rescue treatment is recorded
 * @param evidence the references to the resources on which it rests
 */
record ResponseCourse(
        String code,
        @Nullable Boolean responded,
        String sentence,
        @Nullable LocalDate began,
        @Nullable Integer daysToResponse,
        @Nullable LocalDate completeBegan,
        @Nullable LocalDate lost,
        @Nullable LocalDate completeLost,
        @Nullable LocalDate lastJudged,
        boolean rescued,
        List<String> evidence) {

    ResponseCourse {
        evidence = List.copyOf(evidence);
    }

    static ResponseCourse of(Row row) {
        return new ResponseCourse(
                row.said("code"),
                row.flag("responded"),
                row.said("because"),
                row.day("began"),
                row.number("daysToResponse"),
                row.day("completeBegan"),
                row.day("lost"),
                row.day("completeLost"),
                row.day("lastJudged"),
                Boolean.TRUE.equals(row.flag("rescued")),
                row.texts("evidence"));
    }
}
