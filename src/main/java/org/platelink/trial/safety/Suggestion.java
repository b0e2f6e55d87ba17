package org.platelink.trial.safety;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * A CTCAE grade that a laboratory result suggests.
 *
 * @param subject the subject of the result
 * @param term the CTCAE term
 * @param result the reference of the result
 * @param measured the day of the result
 * @param beforeTreatment whether it was measured before the treatment, or the subject was not treated
 * @param grade 0 (no grade) to 4; null if it cannot be determined
 * @param sentence the explanation
 * @param missing what is missing to determine it
 * @param baseline the reference of the result with which it was compared; null if there is none
 */
public record Suggestion(
        SubjectVisits subject,
        String term,
        String result,
        LocalDate measured,
        boolean beforeTreatment,
        @Nullable Integer grade,
        String sentence,
        List<String> missing,
        @Nullable String baseline) {

    public Suggestion {
        missing = List.copyOf(missing);
    }

    static Suggestion of(SubjectVisits subject, Row row) {
        return new Suggestion(
                subject,
                row.said("term"),
                row.said("reference"),
                Objects.requireNonNull(row.day("measured")),
                Boolean.TRUE.equals(row.flag("beforeTreatment")),
                row.number("grade"),
                row.said("because"),
                row.texts("missing"),
                row.text("baseline"));
    }
}
