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
 * The span of time that a date of a search stands for, as long as it is precise: all of a year, a month, a day, a minute, a
 * second, or one millisecond. A date without a time is one where the server is, as FHIR has it for what has no zone.
 *
 * @param first its first millisecond
 * @param last its last one
 * @param days its days, if it is no more precise than a day; null for a time
 */
public record DateSpan(Instant first, Instant last, @Nullable Days days) {

    /** The span between now and a date of which {@code ap} takes a part, as FHIR recommends. */
    private static final int APPROXIMATELY = 10;

    /** Nothing is so late. */
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

    /** Wider at both ends by a tenth of what lies between it and now. */
    public DateSpan approximately(Instant now) {
        Duration between = now.isBefore(first)
                ? Duration.between(now, first)
                : now.isAfter(last) ? Duration.between(last, now) : Duration.ZERO;
        Duration tenth = between.dividedBy(APPROXIMATELY);
        return new DateSpan(first.minus(tenth), last.plus(tenth), null);
    }

    /**
     * A range that says by moments what another says by dates. HAPI takes a day from where it begins first on earth to where it
     * ends last: two days long.
     */
    public static DateRangeParam byMoments(DateRangeParam asked) {
        DateParam lower = asked.getLowerBound();
        DateParam upper = asked.getUpperBound();
        if (isAbsent(lower) && isAbsent(upper)) {
            return asked;
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
