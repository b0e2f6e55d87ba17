package org.platelink.trial.safety;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.analysis.Row;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * The grade that a result suggests.
 *
 * @param subject whose result it is
 * @param term the term of CTCAE
 * @param result the reference of the result
 * @param measured its day
 * @param beforeTreatment whether it is of before the treatment, or of a subject that was not treated
 * @param grade 0, which is none, to 4; null if it cannot be told
 * @param sentence why
 * @param missing what would tell it
 * @param baseline the reference of the result that it was compared with; null if there is none
 */
record Suggestion(
        SubjectVisits subject,
        String term,
        String result,
        LocalDate measured,
        boolean beforeTreatment,
        @Nullable Integer grade,
        String sentence,
        List<String> missing,
        @Nullable String baseline) {

    Suggestion {
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
