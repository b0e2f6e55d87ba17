package org.platelink.platform.server;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The interval of time that a search date covers at its precision: a year, a month, a day, a minute, a second, or one
 * millisecond. A date without a time is one in the server's time zone, as FHIR has it for values without a zone.
 *
 * @param first its first millisecond
 * @param last its last millisecond
 * @param days its days, if the precision is a day or coarser; null for a date with a time
 */
public record DateSpan(Instant first, Instant last, @Nullable Days days) {

    /** Divisor for {@code ap}: the interval grows by a tenth of its distance from now, as FHIR recommends. */
    private static final int APPROXIMATELY = 10;

    /** Later than any date, so that a search from here on finds nothing. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The first and the last day, as numbers such as 20260131. */
    public record Days(int first, int last) {

        static Days of(LocalDate first, LocalDate last) {
            return new Days(number(first), number(last));
        }

        private static int number(LocalDate day) {
            return (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
        }
    }

    public static DateSpan of(DateParam date) {
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

    /** This interval, widened at both ends by a tenth of its distance from now. */
    public DateSpan approximately(Instant now) {
        Duration between = now.isBefore(first)
                ? Duration.between(now, first)
                : now.isAfter(last) ? Duration.between(last, now) : Duration.ZERO;
        Duration tenth = between.dividedBy(APPROXIMATELY);
        return new DateSpan(first.minus(tenth), last.plus(tenth), null);
    }

    /**
     * Converts a range of dates to the equivalent range of instants. HAPI takes a day from where it begins first on
     * earth to where it ends last: two days long.
     */
    public static DateRangeParam byMoments(DateRangeParam range) {
        DateParam lower = range.getLowerBound();
        DateParam upper = range.getUpperBound();
        if (isAbsent(lower) && isAbsent(upper)) {
            return range;
        }
        if (!isAbsent(lower) && lower.getPrefix() == ParamPrefixEnum.NOT_EQUAL) {
            DateSpan span = of(lower);
            return new DateRangeParam(
                    new DateParam(ParamPrefixEnum.NOT_EQUAL, Date.from(span.first())),
                    new DateParam(ParamPrefixEnum.NOT_EQUAL, Date.from(span.last())));
        }
        Instant first = isAbsent(lower) ? null : first(lower);
        Instant last = isAbsent(upper) ? null : last(upper);
        if (first != null && last != null && first.isAfter(last)) {
            return new DateRangeParam(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(NEVER)), null);
        }
        return new DateRangeParam(
                first == null ? null : new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(first)),
                last == null ? null : new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(last)));
    }

    private static boolean isAbsent(@Nullable DateParam bound) {
        return bound == null || bound.getMissing() != null || bound.isEmpty();
    }

    private static Instant first(DateParam lower) {
        ParamPrefixEnum prefix = lower.getPrefix();
        return prefix == ParamPrefixEnum.GREATERTHAN || prefix == ParamPrefixEnum.STARTS_AFTER
                ? of(lower).last().plusMillis(1)
                : of(lower).first();
    }

    private static Instant last(DateParam upper) {
        ParamPrefixEnum prefix = upper.getPrefix();
        return prefix == ParamPrefixEnum.LESSTHAN || prefix == ParamPrefixEnum.ENDS_BEFORE
                ? of(upper).first().minusMillis(1)
                : of(upper).last();
    }
}
