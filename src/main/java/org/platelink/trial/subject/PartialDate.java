package org.platelink.trial.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A date of day, month or year precision. A date that is exact to the month or year only may be any day in it, so it
 * is before another date only if all its days are.
 *
 * @param text a FHIR date: {@code 2026}, {@code 2026-03} or {@code 2026-03-10}
 * @param first the first day that it may be
 * @param last the last day that it may be
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#date">FHIR R4, date</a>
 */
public record PartialDate(String text, LocalDate first, LocalDate last) {

    /** A day of which nothing is known: it may be any, so that it is neither before another nor after it. */
    public static final PartialDate UNKNOWN =
            new PartialDate("unknown", LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /**
     * Parses a FHIR date.
     *
     * @throws IllegalArgumentException if the text is not a date
     */
    public static PartialDate of(String date) {
        try {
            return switch (date.length()) {
                case YEAR -> {
                    Year year = Year.parse(date);
                    yield new PartialDate(date, year.atDay(1), year.atMonth(12).atEndOfMonth());
                }
                case MONTH -> {
                    YearMonth month = YearMonth.parse(date);
                    yield new PartialDate(date, month.atDay(1), month.atEndOfMonth());
                }
                default -> of(LocalDate.parse(date));
            };
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("not a date", noDate);
        }
    }

    /**
     * Parses a FHIR date or dateTime; a value with a time is converted to its day in the time zone.
     *
     * @throws IllegalArgumentException if the text is not a date
     */
    public static PartialDate of(String dateTime, ZoneId zone) {
        if (dateTime.length() <= DAY) {
            return of(dateTime);
        }
        try {
            return of(OffsetDateTime.parse(dateTime).atZoneSameInstant(zone).toLocalDate());
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("not a date", noDate);
        }
    }

    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString(), day, day);
    }

    /** Whether the text is a FHIR date. */
    static boolean isOne(String text) {
        try {
            of(text);
            return true;
        } catch (IllegalArgumentException noDate) {
            return false;
        }
    }

    /** The day, if it is exact to the day. */
    public Optional<LocalDate> day() {
        return isDay() ? Optional.of(first) : Optional.empty();
    }

    boolean isDay() {
        return first.equals(last);
    }

    /** The completed years from this date until a day; empty if they differ between the days that it may be. */
    Optional<Integer> yearsUntil(LocalDate day) {
        int most = Period.between(first, day).getYears();
        return most == Period.between(last, day).getYears() ? Optional.of(most) : Optional.empty();
    }

    /** Whether every day that it may be is before the day. */
    public boolean isBefore(LocalDate day) {
        return last.isBefore(day);
    }

    /** Whether every day that it may be is after the day. */
    public boolean isAfter(LocalDate day) {
        return first.isAfter(day);
    }
}
