package org.platelink.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/**
 * A FHIR date: a day, a month or a year. What is only known to the month or the year may be any of its days, so it is only
 * before another date if all its days are.
 *
 * @param first its first day
 * @param last its last day; the same for a day
 */
record PartialDate(LocalDate first, LocalDate last) {

    private static final int YEAR = 4;
    private static final int MONTH = 7;

    /**
     * Reads a date.
     *
     * @param text such as {@code 2026}, {@code 2026-03} or {@code 2026-03-04}
     * @throws IllegalArgumentException if it is none
     */
    static PartialDate of(String text) {
        try {
            return switch (text.length()) {
                case YEAR -> {
                    Year year = Year.parse(text);
                    yield new PartialDate(year.atDay(1), year.atMonth(12).atEndOfMonth());
                }
                case MONTH -> {
                    YearMonth month = YearMonth.parse(text);
                    yield new PartialDate(month.atDay(1), month.atEndOfMonth());
                }
                default -> of(LocalDate.parse(text));
            };
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("not a date", noDate);
        }
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

    static PartialDate of(LocalDate day) {
        return new PartialDate(day, day);
    }

    boolean isBefore(LocalDate day) {
        return last.isBefore(day);
    }

    boolean isAfter(LocalDate day) {
        return first.isAfter(day);
    }
}
