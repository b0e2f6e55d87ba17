package org.platelink.search.date;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.param.DateParam;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The span of time that a date of a search stands for, as long as it is precise: all of a year, a month, a day, a minute, a
 * second, or one millisecond. A date without a time is one where the server is, as FHIR has it for what has no zone.
 *
 * @param first its first millisecond
 * @param last its last one
 * @param days its days, if it is no more precise than a day; null for a time
 */
record DateSpan(Instant first, Instant last, @Nullable Days days) {

    /** The span between now and a date of which {@code ap} takes a part, as FHIR recommends. */
    private static final int APPROXIMATELY = 10;

    /** The first and the last day, as numbers such as 20260131. */
    record Days(int first, int last) {

        static Days of(LocalDate first, LocalDate last) {
            return new Days(number(first), number(last));
        }

        private static int number(LocalDate day) {
            return (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
        }
    }

    static DateSpan of(DateParam date) {
        TemporalPrecisionEnum precision = date.getPrecision();
        if (precision.ordinal() <= TemporalPrecisionEnum.DAY.ordinal()) {
            return ofDays(date.getValueAsString());
        }
        Instant first = date.getValue().toInstant();
        long millis =
                switch (precision) {
                    case MINUTE -> 60_000;
                    case SECOND -> 1_000;
                    default -> 1;
                };
        return new DateSpan(first, first.plusMillis(millis - 1), null);
    }

    private static DateSpan ofDays(String text) {
        return switch (text.length()) {
            case 4 ->
                ofDays(Year.parse(text).atDay(1), Year.parse(text).atMonth(12).atEndOfMonth());
            case 7 ->
                ofDays(YearMonth.parse(text).atDay(1), YearMonth.parse(text).atEndOfMonth());
            default -> ofDays(LocalDate.parse(text), LocalDate.parse(text));
        };
    }

    private static DateSpan ofDays(LocalDate first, LocalDate last) {
        ZoneId here = ZoneId.systemDefault();
        return new DateSpan(
                first.atStartOfDay(here).toInstant(),
                last.plusDays(1).atStartOfDay(here).toInstant().minusMillis(1),
                Days.of(first, last));
    }

    /** Wider at both ends by a tenth of what lies between it and now. */
    DateSpan approximately(Instant now) {
        Duration between = now.isBefore(first)
                ? Duration.between(now, first)
                : now.isAfter(last) ? Duration.between(last, now) : Duration.ZERO;
        Duration tenth = between.dividedBy(APPROXIMATELY);
        return new DateSpan(first.minus(tenth), last.plus(tenth), null);
    }
}
