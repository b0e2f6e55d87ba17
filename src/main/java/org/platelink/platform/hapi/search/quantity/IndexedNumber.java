package org.platelink.platform.hapi.search.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.ToDoubleFunction;

/**
 * Maps decimal numbers to the floating-point column of the index, which holds some sixteen digits. Between two
 * numbers of fifteen digits the column has room for others. So a number with more digits is stored next to the two
 * that it lies between, and compares to each of them correctly.
 */
final class IndexedNumber {

    /** Up to this many digits, all different numbers are different in the column. */
    static final int DIGITS = 15;

    private static final MathContext SHORT = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private IndexedNumber() {}

    /** Whether the number has at most fifteen significant digits. */
    static boolean isExact(BigDecimal number) {
        return number.stripTrailingZeros().precision() <= DIGITS;
    }

    /**
     * The number as it is stored in the column.
     *
     * @param held converts a number to the column's value, with a conversion of the unit where there is one
     */
    static double of(BigDecimal number, ToDoubleFunction<BigDecimal> held) {
        double found = held.applyAsDouble(number);
        if (isExact(number)) {
            return found;
        }
        BigDecimal near = number.round(SHORT);
        if (held.applyAsDouble(near) != found) {
            return found;
        }
        return number.compareTo(near) > 0 ? Math.nextUp(found) : Math.nextDown(found);
    }
}
