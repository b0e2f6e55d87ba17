package org.platelink.trial.roster;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;
import org.platelink.trial.subject.PartialDate;

/**
 * Summary values of a subject's visits and counts, computed once when its row is built and not for each request.
 *
 * @param since when its state began; null if that is not recorded
 * @param next the visit that must take place next; null if none is expected
 * @param overdue the number of visits that are still expected although the last day of their window is over
 * @param missed the number of missed visits
 * @param outOfWindow the number of visits that took place outside their windows
 * @param lastVisit when the last visit took place; null if none did
 * @param last the last result that has a number; null if there is none
 * @param course the latest counts that can be compared, as {@code date=number} separated by spaces; null if there is
 *     none
 * @param unreadable the number of results that the course leaves out because they are no plain number
 */
record SubjectSummary(
        @Nullable PartialDate since,
        @Nullable Visit next,
        int overdue,
        int missed,
        int outOfWindow,
        @Nullable PartialDate lastVisit,
        @Nullable Measurement last,
        @Nullable String course,
        int unreadable) {

    /** The number of counts that fit in the line of a course. */
    private static final int MOST = 24;

    static SubjectSummary of(SubjectVisits visits, List<Measurement> measurements) {
        return new SubjectSummary(
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
