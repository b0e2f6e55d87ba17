package org.platelink.trial.response;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * The response of a subject at one visit.
 *
 * @param visit the visit as of the day of the evaluation
 * @param code the response, a code of the method
 * @param responded whether it is a response; null if it is not evaluable
 * @param sentence the explanation
 * @param measured the day of the count; null if there is none
 * @param confirmed whether another count confirms it; null if it is not evaluable
 * @param countOnly whether bleeding was not assessed, so that the count alone decides; null if it is not evaluable
 * @param count the reference of the count; null if there is none
 * @param counted the count as recorded; null if there is none
 * @param baseline the count before the treatment, as recorded; null if there is none
 * @param evidence the references to the resources on which it rests
 */
record VisitResponse(
        Visit visit,
        String code,
        @Nullable Boolean responded,
        String sentence,
        @Nullable LocalDate measured,
        @Nullable Boolean confirmed,
        @Nullable Boolean countOnly,
        @Nullable String count,
        @Nullable Quantity counted,
        @Nullable Quantity baseline,
        List<String> evidence) {

    VisitResponse {
        evidence = List.copyOf(evidence);
    }

    static VisitResponse of(Visit visit, Row row) {
        return new VisitResponse(
                visit,
                row.said("code"),
                row.flag("responded"),
                row.said("because"),
                row.day("measured"),
                row.flag("confirmed"),
                row.flag("countOnly"),
                row.text("count"),
                row.quantity("counted"),
                row.quantity("baseline"),
                row.texts("evidence"));
    }

    /** Whether the visit is still planned. */
    boolean isToCome() {
        return visit.status().equals("planned");
    }
}
