package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * The days whose records are of one screening of a participant: from the day on which it began until the day before
 * the next one began.
 *
 * @param from the first day; null if no screening came before
 * @param until the day on which the next screening began; null if this one is the current one
 */
record ScreeningSpan(@Nullable LocalDate from, @Nullable LocalDate until) {

    /** That of a participant who was screened once. */
    static final ScreeningSpan WHOLE = new ScreeningSpan(null, null);

    boolean isWhole() {
        return from == null && until == null;
    }

    /** Whether it is the current screening of the participant. */
    boolean isCurrent() {
        return until == null;
    }

    boolean holds(LocalDate day) {
        return !isBefore(day) && (until == null || day.isBefore(until));
    }

    /** Whether a day is before the screening, in which case what was measured then is none of its visits'. */
    boolean isBefore(LocalDate day) {
        return from != null && day.isBefore(from);
    }

    /** A record without a date, such as that of a planned visit, is of the current screening. */
    boolean holds(VisitRecord one, ZoneId zone) {
        return one.start() == null
                ? isCurrent()
                : holds(PartialDate.of(one.start(), zone).first());
    }

    /** The last day as of which the screening is looked at: no later than the day before the next one began. */
    LocalDate asOf(LocalDate day) {
        return until == null || day.isBefore(until) ? day : until.minusDays(1);
    }
}
