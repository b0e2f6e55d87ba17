package org.platelink.trial.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * A visit in a subject's schedule.
 *
 * @param visit the planned visit
 * @param window when it is to take place
 * @param status its status
 * @param actual when it took place; null if it did not
 * @param deviation the days from the target to the actual day; null if one of them is unknown
 * @param deviationCodes how it deviates from the protocol beside its dates
 * @param reason why it is not in its window, in the words of the site, or the reason for its status; null if none is
 *     needed
 * @param tookPlace the recorded events of the visit
 */
record ScheduledVisit(
        PlannedVisit visit,
        Window window,
        VisitStatus status,
        @Nullable PartialDate actual,
        @Nullable Long deviation,
        List<DeviationCode> deviationCodes,
        @Nullable String reason,
        List<Occurrence> tookPlace) {

    ScheduledVisit {
        deviationCodes = List.copyOf(deviationCodes);
        tookPlace = List.copyOf(tookPlace);
    }

    /** Whether it deviates from the protocol, by its dates or otherwise. */
    boolean isDeviation() {
        return status.isDeviation() || !deviationCodes.isEmpty();
    }
}
