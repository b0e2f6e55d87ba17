package org.platelink.platform.units;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of the size of a unit expression. The library expands {@code 10*9999} to ten thousand digits, for each value
 * and each search. No unit of medicine comes near the limits.
 */
final class UnitBounds {

    private static final int LONGEST = 200;

    /** The maximum number of digits of one exponent or factor; {@code 10*60} is within the limits. */
    private static final int MOST_DIGITS = 18;

    private static final int LARGEST_EXPONENT = 60;

    /** The limit of the sum of all exponents, because {@code km60.km60} is as large as {@code km120}. */
    private static final int LARGEST_SUM = 120;

    /** Text in brackets or braces is a name or an annotation, such as {@code [in_i'H2O]} or {@code {1234}}. */
    private static final Pattern NAMES = Pattern.compile("\\[[^\\]]*\\]|\\{[^}]*\\}");

    private static final Pattern NUMBER = Pattern.compile("(?<exponent>(?<=[^0-9./(])[+-]?)?(?<digits>[0-9]+)");

    private UnitBounds() {}

    /** Whether a unit is within the limits. */
    static boolean areKeptBy(String code) {
        if (code.length() > LONGEST) {
            return false;
        }
        Matcher number = NUMBER.matcher(NAMES.matcher(code).replaceAll("x"));
        int sum = 0;
        while (number.find()) {
            String digits = number.group("digits");
            if (digits.length() > MOST_DIGITS) {
                return false;
            }
            if (number.group("exponent") != null) {
                long exponent = Long.parseLong(digits);
                if (exponent > LARGEST_EXPONENT) {
                    return false;
                }
                sum += (int) exponent;
            } else {
                // A factor counts by its number of digits, like the power of ten of that size.
                sum += digits.length();
            }
        }
        return sum <= LARGEST_SUM;
    }
}
