package org.platelink.trial.schedule;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a result is assigned to a visit.
 *
 * @param first the first day; null if there is none
 * @param last the last day; null if there is none
 * @param middle the day from which the distance of a result is measured; null if there is none
 */
record VisitDays(@Nullable LocalDate first, @Nullable LocalDate last, @Nullable LocalDate middle) {

    /**
     * The days of its window together with those on which it took place, in its window or not. Without a window, only
     * the latter.
     */
    static VisitDays of(ScheduledVisit visit) {
        Window window = visit.window();
        LocalDate took = visit.tookPlace().stream()
                .flatMap(one -> one.date().day().stream())
                .min(LocalDate::compareTo)
                .orElse(null);
        LocalDate ended = visit.tookPlace().stream()
                .flatMap(one -> one.end().day().stream())
                .max(LocalDate::compareTo)
                .orElse(null);
        LocalDate earliest = window.earliest();
        LocalDate latest = window.latest();
        LocalDate first = took;
        LocalDate last = ended;
        if (earliest != null && latest != null && !window.projected()) {
            first = took == null || earliest.isBefore(took) ? earliest : took;
            last = ended == null || latest.isAfter(ended) ? latest : ended;
        }
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
