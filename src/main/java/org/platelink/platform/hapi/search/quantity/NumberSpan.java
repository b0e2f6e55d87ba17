package org.platelink.platform.hapi.search.quantity;

import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.jspecify.annotations.Nullable;

/**
 * The span of numbers that a stored quantity with a comparator can stand for, both ends inclusive.
 *
 * @param low the lower end; {@link #LOWEST} if it has none
 * @param high the upper end; {@link #HIGHEST} if it has none
 */
record NumberSpan(double low, double high) {

    /** Larger than any number that is accepted here. */
    static final double HIGHEST = 1e300;

    static final double LOWEST = -HIGHEST;

    /** The span of a number with a comparator. What is less than a number is at most the next double below it. */
    static NumberSpan of(@Nullable QuantityComparator comparator, double number) {
        if (comparator == null) {
            return new NumberSpan(number, number);
        }
        return switch (comparator) {
            case LESS_THAN -> new NumberSpan(LOWEST, Math.nextDown(number));
            case LESS_OR_EQUAL -> new NumberSpan(LOWEST, number);
            case GREATER_THAN -> new NumberSpan(Math.nextUp(number), HIGHEST);
            case GREATER_OR_EQUAL -> new NumberSpan(number, HIGHEST);
            default -> new NumberSpan(number, number);
        };
    }

    boolean isOne() {
        return low == high;
    }
}
