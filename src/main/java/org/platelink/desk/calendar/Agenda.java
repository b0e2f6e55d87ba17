package org.platelink.desk.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Upcoming visits grouped by urgency: overdue ones, then the others by week.
 *
 * @param overdue visits whose last day is over
 * @param weeks the others, by the week of their day
 */
record Agenda(List<UpcomingVisit> overdue, List<Week> weeks) {

    /**
     * A week.
     *
     * @param monday its first day
     * @param visits by site, then by day and subject
     */
    record Week(LocalDate monday, List<UpcomingVisit> visits) {}

    static Agenda of(List<UpcomingVisit> visits, LocalDate today) {
        List<UpcomingVisit> overdue = new ArrayList<>();
        Map<LocalDate, List<UpcomingVisit>> weeks = new TreeMap<>();
        for (UpcomingVisit visit : visits) {
            if (visit.isOverdue(today)) {
                overdue.add(visit);
            } else {
                LocalDate monday = visit.day(today).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                weeks.computeIfAbsent(monday, any -> new ArrayList<>()).add(visit);
            }
        }
        Comparator<UpcomingVisit> order = Comparator.comparing(UpcomingVisit::site)
                .thenComparing(visit -> visit.day(today))
                .thenComparing(UpcomingVisit::number)
                .thenComparing(UpcomingVisit::visit);
        overdue.sort(Comparator.comparing(
                        (UpcomingVisit visit) -> visit.last(), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(UpcomingVisit::number));
        return new Agenda(
                overdue,
                weeks.entrySet().stream()
                        .map(week -> new Week(
                                week.getKey(),
                                week.getValue().stream().sorted(order).toList()))
                        .toList());
    }

    boolean isEmpty() {
        return overdue.isEmpty() && weeks.isEmpty();
    }
}
