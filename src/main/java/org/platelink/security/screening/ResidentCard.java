package org.platelink.security.screening;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pattern for the number of a Chinese resident identity card, together or in groups: six digits for the place, eight
 * for the day of birth, three for the sequence, one check digit.
 *
 * @see <a href="https://openstd.samr.gov.cn/bzgk/gb/">GB 11643-1999; the check digit by ISO 7064, MOD 11-2</a>
 */
final class ResidentCard {

    private static final Pattern EIGHTEEN =
            Pattern.compile("(?<![0-9])[1-9](?:[ _/-]{0,2}[0-9]){16}[ _/-]{0,2}[0-9Xx](?![0-9])");

    private static final Pattern WITH_DOTS =
            Pattern.compile("(?<![0-9.])[1-9][0-9]{5}\\.[0-9]{8}\\.[0-9]{3}[0-9Xx](?![0-9.])");

    /** Checks the place, and that the day of birth is plausible. */
    private static final Pattern FORM = Pattern.compile(
            "[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]");

    private static final Pattern BETWEEN = Pattern.compile("[ ._/-]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";
    private static final int LENGTH = 18;

    private ResidentCard() {}

    static boolean isIn(String text) {
        return text.length() >= LENGTH && (has(EIGHTEEN, text) || has(WITH_DOTS, text));
    }

    private static boolean has(Pattern written, String text) {
        Matcher number = written.matcher(text);
        // Search again from the next character: a number right before it, separated by a blank, must not hide it.
        for (int from = 0; from < text.length() && number.find(from); from = number.start() + 1) {
            if (isOne(BETWEEN.matcher(number.group()).replaceAll("").toUpperCase())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(String number) {
        if (!FORM.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return number.charAt(LENGTH - 1) == CHECK_DIGITS.charAt(sum % 11);
    }
}
