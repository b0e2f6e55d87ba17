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
 * A day, or the month or the year in which it lies, as exactly as it is known. What is only known to the month or the year
 * may be any of its days, so it is only before another date if all its days are.
 *
 * @param text a FHIR date: {@code 2026}, {@code 2026-03} or {@code 2026-03-10}
 * @param first the first day that it may be
 * @param last the last day that it may be
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#date">FHIR R4, date</a>
 */
public record PartialDate(String text, LocalDate first, LocalDate last) {

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /**
     * Reads a FHIR date.
     *
     * @throws IllegalArgumentException if it is none
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
     * Reads a FHIR date or dateTime; a time of day is seen from a time zone.
     *
     * @throws IllegalArgumentException if it is none
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

    /** Whether a text is a date. */
    static boolean isOne(String text) {
        try {
            of(text);
            return true;
        } catch (IllegalArgumentException noDate) {
            return false;
        }
    }

    /** The day, if it is known. */
    public Optional<LocalDate> day() {
        return isDay() ? Optional.of(first) : Optional.empty();
    }

    boolean isDay() {
        return first.equals(last);
    }

    /** The completed years from it until a day; empty if they depend on which of its days it is. */
    Optional<Integer> yearsUntil(LocalDate day) {
        int most = Period.between(first, day).getYears();
        return most == Period.between(last, day).getYears() ? Optional.of(most) : Optional.empty();
    }

    /** Whether it is surely before a day. */
    public boolean isBefore(LocalDate day) {
        return last.isBefore(day);
    }

    /** Whether it is surely after a day. */
    public boolean isAfter(LocalDate day) {
        return first.isAfter(day);
    }
}
