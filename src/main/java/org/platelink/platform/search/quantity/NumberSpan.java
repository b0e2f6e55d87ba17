package org.platelink.platform.search.quantity;

import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a stored quantity can stand for.
 *
 * @param low the least; {@link #LOWEST} if it has none
 * @param high the largest; {@link #HIGHEST} if it has none
 */
record NumberSpan(double low, double high) {

    /** Beyond all numbers that are taken here. */
    static final double HIGHEST = 1e300;

    static final double LOWEST = -HIGHEST;

    /** A number that is less than another is at most the next one before it. */
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
