package org.platelink.platform.search.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.ToDoubleFunction;

/**
 * Numbers in a column that holds some sixteen digits of each. Between two numbers of fifteen digits there is room for others,
 * so that one with more digits can be held beside those that it lies between, and compares to each of them as it should.
 */
final class IndexedNumber {

    /** Of as many digits every number is told from every other. */
    static final int DIGITS = 15;

    private static final MathContext SHORT = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private IndexedNumber() {}

    /** Whether a number is held as it is. */
    static boolean isExact(BigDecimal number) {
        return number.stripTrailingZeros().precision() <= DIGITS;
    }

    /**
     * A number as it is held.
     *
     * @param held what the column makes of a number, in whatever unit
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
