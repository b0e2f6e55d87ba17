package org.platelink.desk.calendar;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A visit that has not taken place yet.
 *
 * @param subject the id of the ResearchSubject
 * @param number of the subject in the study
 * @param site the id of the Organization
 * @param visit the id of the protocol's action
 * @param title of the visit
 * @param status a code of visit-status
 * @param target the target day; null if none is stated
 * @param earliest the first day of the window; null if none is stated
 * @param latest the last day of the window; null if none is stated
 * @param isProjected whether it is counted from a visit that has not taken place
 */
record UpcomingVisit(
        String subject,
        String number,
        String site,
        String visit,
        String title,
        String status,
        @Nullable LocalDate target,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        boolean isProjected) {

    /** Reads a row of {@code $upcoming-visits}. */
    static UpcomingVisit of(Map<String, String> row) {
        return new UpcomingVisit(
                text(row, "subject").replace("ResearchSubject/", ""),
                text(row, "number"),
                text(row, "site"),
                text(row, "visit"),
                text(row, "title"),
                text(row, "status"),
                day(row, "target"),
                day(row, "earliest"),
                day(row, "latest"),
                text(row, "projected").equals("true"));
    }

    /** The first permitted day; the target if no window is stated. */
    @Nullable
    LocalDate first() {
        return earliest == null ? target : earliest;
    }

    /** The last permitted day; the target if no window is stated. */
    @Nullable
    LocalDate last() {
        return latest == null ? target : latest;
    }

    /** Whether its last permitted day is over. */
    boolean isOverdue(LocalDate today) {
        LocalDate last = last();
        return last != null && last.isBefore(today);
    }

    /** The day by which it is sorted: its target or else another known day, but not before today. */
    LocalDate day(LocalDate today) {
        LocalDate day = target != null ? target : first() != null ? first() : last();
        return day == null || day.isBefore(today) ? today : day;
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static @Nullable LocalDate day(Map<String, String> row, String column) {
        String day = text(row, column);
        return day.isEmpty() ? null : LocalDate.parse(day);
    }
}
