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
 */
record Offset(long number, ChronoUnit unit) {

    static final Offset NONE = new Offset(0, ChronoUnit.DAYS);

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

    LocalDate after(LocalDate day) {
        return day.plus(number, unit);
    }

    LocalDate before(LocalDate day) {
        return day.minus(number, unit);
    }
}
