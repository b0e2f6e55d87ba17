package org.platelink.schedule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A day, or the month or the year in which it lies, as exactly as it is known.
 *
 * @param text a FHIR date: {@code 2026}, {@code 2026-03} or {@code 2026-03-10}
 * @param first the first day that it may be
 * @param last the last day that it may be
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#date">FHIR R4, date</a>
 */
record PartialDate(String text, LocalDate first, LocalDate last) {

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /**
     * Reads a FHIR date or dateTime; a time of day is seen from a time zone.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static PartialDate of(String dateTime, ZoneId zone) {
        return switch (dateTime.length()) {
            case YEAR -> {
                Year year = Year.parse(dateTime);
                yield new PartialDate(dateTime, year.atDay(1), year.atMonth(12).atEndOfMonth());
            }
            case MONTH -> {
                YearMonth month = YearMonth.parse(dateTime);
                yield new PartialDate(dateTime, month.atDay(1), month.atEndOfMonth());
            }
            case DAY -> of(LocalDate.parse(dateTime));
            default -> of(OffsetDateTime.parse(dateTime).atZoneSameInstant(zone).toLocalDate());
        };
    }

    static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString(), day, day);
    }

    /** The day, if it is known. */
    Optional<LocalDate> day() {
        return first.equals(last) ? Optional.of(first) : Optional.empty();
    }

    /** Whether it is surely before a day. */
    boolean isBefore(LocalDate day) {
        return last.isBefore(day);
    }

    /** Whether it is surely after a day. */
    boolean isAfter(LocalDate day) {
        return first.isAfter(day);
    }
}
