package org.platelink.trial.roster;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;
import org.platelink.trial.subject.PartialDate;

/**
 * What is worked out of a subject's visits and counts when its row is made, and not for each who asks.
 *
 * @param since when its state began; null if nobody said
 * @param next the visit that must take place next; null if none is expected
 * @param overdue how many visits are still expected although their last day is over
 * @param missed how many were missed
 * @param outOfWindow how many took place out of their windows
 * @param lastVisit when the last one took place; null if none did
 * @param last the last result that has a number; null if there is none
 * @param course the last counts that can be compared, as {@code date=number} with a space between; null if there is none
 * @param unreadable how many results the course leaves out, for they are no plain number
 */
record Glance(
        @Nullable PartialDate since,
        @Nullable Visit next,
        int overdue,
        int missed,
        int outOfWindow,
        @Nullable PartialDate lastVisit,
        @Nullable Measurement last,
        @Nullable String course,
        int unreadable) {

    /** So many counts make a line of it. */
    private static final int MOST = 24;

    static Glance of(SubjectVisits visits, List<Measurement> measurements) {
        return new Glance(
                visits.since().orElse(null),
                visits.next().orElse(null),
                visits.overdue(),
                visits.missed(),
                visits.outOfWindow(),
                visits.last().orElse(null),
                measurements.stream()
                        .filter(one -> one.recorded() != null)
                        .reduce((earlier, later) -> later)
                        .orElse(null),
                course(measurements),
                Math.toIntExact(measurements.stream()
                        .filter(one -> one.number() == null)
                        .count()));
    }

    private static @Nullable String course(List<Measurement> measurements) {
        List<Measurement> plain =
                measurements.stream().filter(one -> one.number() != null).toList();
        String course = plain.stream()
                .skip(Math.max(0, plain.size() - MOST))
                .map(one -> one.day() + "=" + plain(one.number()))
                .collect(Collectors.joining(" "));
        return course.isEmpty() ? null : course;
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }
}
