package org.platelink.desk.roster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.platelink.desk.api.Api;

/** Loads and filters the subjects of a study. */
public final class Roster {

    private Roster() {}

    /**
     * Whether a subject matches an attention filter.
     *
     * @param attention {@code overdue}, {@code due} within a week, {@code out-of-window}, {@code alerts} or
     *     {@code treated}; any other value matches all
     */
    public static boolean needsAttention(Line line, String attention, java.time.LocalDate today) {
        return RosterQuery.needsAttention(line, attention, today);
    }

    /** The subjects that the user may see. */
    public static CompletableFuture<List<Line>> of(Api api, String study) {
        return api.csvAsync("/fhir/ResearchStudy/" + Api.encoded(study) + "/$subject-list?_format=text/csv")
                .thenApply(rows -> rows.stream().map(Line::of).toList());
    }
}
