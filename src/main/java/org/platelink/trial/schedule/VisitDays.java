package org.platelink.trial.schedule;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days of which a result may be a visit's.
 *
 * @param first the first; null if there is none
 * @param last the last; null if there is none
 * @param middle the day to which a result is near or far; null if there is none
 */
record VisitDays(@Nullable LocalDate first, @Nullable LocalDate last, @Nullable LocalDate middle) {

    /**
     * Those of its window, and those on which it took place, in its window or not. Without a window, the latter alone.
     */
    static VisitDays of(ScheduledVisit visit) {
        Window window = visit.window();
        LocalDate took = visit.occurrence().stream()
                .flatMap(one -> one.date().day().stream())
                .min(LocalDate::compareTo)
                .orElse(null);
        LocalDate ended = visit.occurrence().stream()
                .flatMap(one -> one.end().day().stream())
                .max(LocalDate::compareTo)
                .orElse(null);
        boolean windowed = window.earliest() != null && window.latest() != null && !window.projected();
        LocalDate first = windowed && (took == null || window.earliest().isBefore(took)) ? window.earliest() : took;
        LocalDate last = windowed && (ended == null || window.latest().isAfter(ended)) ? window.latest() : ended;
        return new VisitDays(first, last, took == null ? window.target() : took);
    }

    boolean hold(LocalDate day) {
        return first != null && last != null && !day.isBefore(first) && !day.isAfter(last);
    }

    long distance(LocalDate day) {
        LocalDate from = middle == null ? first : middle;
        return from == null ? Long.MAX_VALUE : Math.abs(DAYS.between(from, day));
    }
}
