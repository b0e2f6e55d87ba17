package org.platelink.trial.schedule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.platform.canonical.CodeSystems;

/**
 * A distance between two visits in calendar days, weeks, months or years. One month after 31 January is the last day
 * of February: a protocol means calendar months, not UCUM's month of 30.4375 days.
 *
 * @param number the number of units; may be negative
 * @param unit days, weeks, months or years
 * @param more days to be added to months or years; otherwise 0
 */
record Offset(long number, ChronoUnit unit, long more) {

    static final Offset NONE = days(0);

    private static final long DAYS_A_WEEK = 7;
    private static final Map<String, ChronoUnit> CODES = Map.of(
            "d", ChronoUnit.DAYS,
            "wk", ChronoUnit.WEEKS,
            "mo", ChronoUnit.MONTHS,
            "a", ChronoUnit.YEARS,
            "h", ChronoUnit.HOURS,
            "min", ChronoUnit.MINUTES,
            "s", ChronoUnit.SECONDS);
    private static final Set<ChronoUnit> OF_A_DAY = Set.of(ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

    /**
     * Reads a Duration, or a limit of a Range.
     *
     * @throws IllegalArgumentException if it is not a whole number of days, weeks, months or years
     */
    static Offset of(Quantity quantity) {
        ChronoUnit unit = CODES.get(quantity.hasCode() ? quantity.getCode() : String.valueOf(quantity.getUnit()));
        if (!quantity.hasValue()
                || unit == null
                || quantity.hasSystem() && !CodeSystems.UCUM.equals(quantity.getSystem())) {
            throw new IllegalArgumentException("the distance needs a value and a UCUM unit of time: d, wk, mo or a");
        }
        return OF_A_DAY.contains(unit) ? ofHours(quantity.getValue(), unit) : whole(quantity.getValue(), unit);
    }

    private static Offset ofHours(BigDecimal value, ChronoUnit unit) {
        BigDecimal ofADay = BigDecimal.valueOf(ChronoUnit.DAYS.getDuration().dividedBy(unit.getDuration()));
        BigDecimal[] days = value.divideAndRemainder(ofADay);
        if (days[1].signum() != 0) {
            throw new IllegalArgumentException("a distance in hours, minutes or seconds must come to whole days");
        }
        return whole(days[0], ChronoUnit.DAYS);
    }

    private static Offset whole(BigDecimal value, ChronoUnit unit) {
        try {
            return new Offset(value.longValueExact(), unit);
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException("the distance must be a whole number of its unit", fraction);
        }
    }

    Offset(long number, ChronoUnit unit) {
        this(number, unit, 0);
    }

    static Offset days(long number) {
        return new Offset(number, ChronoUnit.DAYS);
    }

    /** The same distance and some days more, or less. */
    Offset plusDays(long days) {
        if (days == 0) {
            return this;
        }
        return switch (unit) {
            case DAYS -> days(number + days);
            case WEEKS -> days(DAYS_A_WEEK * number + days);
            default -> new Offset(number, unit, more + days);
        };
    }

    /** The same distance to the other side. */
    Offset negated() {
        return new Offset(-number, unit, -more);
    }

    /**
     * How many days it has, whatever its side.
     *
     * @throws IllegalArgumentException if it is in months or years, which have no fixed number of days
     */
    long inDays() {
        return switch (unit) {
            case DAYS -> Math.abs(number);
            case WEEKS -> Math.abs(DAYS_A_WEEK * number);
            default -> throw new IllegalArgumentException("how far a visit may be off is told in days or weeks");
        };
    }

    LocalDate after(LocalDate day) {
        return day.plus(number, unit).plusDays(more);
    }

    LocalDate before(LocalDate day) {
        return day.minus(number, unit).minusDays(more);
    }
}
