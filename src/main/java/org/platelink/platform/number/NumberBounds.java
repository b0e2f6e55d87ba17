package org.platelink.platform.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Limits of the numbers that the server accepts: no more than {@value #MOST_DIGITS} significant digits, and in
 * scientific notation, with one digit before the point, no exponent beyond {@value #LARGEST_EXPONENT} either way.
 */
public final class NumberBounds {

    /** The maximum number of significant digits, including zeros at the end. */
    public static final int MOST_DIGITS = 40;

    /** The largest exponent of ten, positive or negative. */
    public static final int LARGEST_EXPONENT = 60;

    /** A longer text has leading zeros without meaning. */
    private static final int LONGEST = 200;

    /** More bits than any number of {@link #LARGEST_EXPONENT} digits needs. */
    private static final int MOST_BITS = 256;

    private static final int SHOWN = 24;

    private NumberBounds() {}

    /**
     * Checks a number.
     *
     * @return a sentence that says what is wrong and how to fix it; empty if the number is within the limits
     */
    public static Optional<String> objection(Number number) {
        if (isWithin(number)) {
            return Optional.empty();
        }
        return Optional.of(sentence(number instanceof BigInteger ? "of many digits" : shortened(number.toString())));
    }

    /**
     * Checks a text that is to be parsed as a number.
     *
     * @return a sentence that says what is wrong and how to fix it; empty if the number is within the limits, or the
     *     text is not a number
     */
    public static Optional<String> objection(String text) {
        Optional<WrittenNumber> number = WrittenNumber.of(text);
        return number.isEmpty() || (text.length() <= LONGEST && number.get().isWithin())
                ? Optional.empty()
                : Optional.of(sentence(shortened(text)));
    }

    /**
     * Parses a number.
     *
     * @throws NumberOutOfBounds if it is beyond the limits
     * @throws NumberFormatException if the text is not a number
     */
    public static BigDecimal read(String text) {
        objection(text).ifPresent(sentence -> {
            throw new NumberOutOfBounds(sentence);
        });
        return new BigDecimal(text);
    }

    /** Whether a number is within the limits. */
    public static boolean isWithin(Number number) {
        if (number instanceof BigDecimal decimal) {
            return isWithin(decimal.precision(), decimal.scale());
        }
        if (number instanceof BigInteger whole) {
            return whole.bitLength() < MOST_BITS && isWithin(new BigDecimal(whole).precision(), 0);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = Math.abs(number.doubleValue());
            return value == 0 || (value >= 1e-60 && value < 1e61);
        }
        return true;
    }

    /**
     * Whether a number is within the limits.
     *
     * @param digits the number of its digits, without leading zeros; 1 for zero
     * @param scale how many of them are behind the point
     */
    static boolean isWithin(long digits, long scale) {
        return digits <= MOST_DIGITS && Math.abs(digits - scale - 1) <= LARGEST_EXPONENT;
    }

    private static String sentence(String shown) {
        return "The number " + shown + " has more than " + MOST_DIGITS + " digits or an exponent beyond "
                + LARGEST_EXPONENT
                + ", and is not calculated with here; send it with fewer digits, or in another unit.";
    }

    private static String shortened(String number) {
        String plain = number.replaceAll("[^0-9eE.+-]", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
