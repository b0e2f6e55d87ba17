package org.platelink.trial.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * A visit in a subject's schedule.
 *
 * @param visit as the protocol plans it
 * @param window when it is to take place
 * @param status where it stands
 * @param actual when it took place; null if it did not
 * @param deviation days from the target to the day that it took place; null if one of them is unknown
 * @param reason why it is not in its window, in the words of the site, or why its status is what it is; null if that needs
 *     no word
 * @param tookPlace what says that it took place
 */
record ScheduledVisit(
        PlannedVisit visit,
        Window window,
        VisitStatus status,
        @Nullable PartialDate actual,
        @Nullable Long deviation,
        @Nullable String reason,
        List<Occurrence> occurrence) {

    ScheduledVisit {
        occurrence = List.copyOf(occurrence);
    }
}
