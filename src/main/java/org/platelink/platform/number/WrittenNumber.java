package org.platelink.platform.number;

import java.util.Optional;

/**
 * Precision and scale of a number, from its text. It is understood as {@link java.math.BigDecimal} understands it,
 * but without parsing it into one, which takes time that grows with the square of the digits.
 *
 * @param digits the number of its digits, without leading zeros; 1 for zero
 * @param scale how many of them are behind the point, with the exponent taken into account
 */
record WrittenNumber(long digits, long scale) {

    /** Beyond this it does not matter how large an exponent is. */
    private static final long LARGE = 10_000_000_000L;

    /** Scans a text; empty if it is not a number. */
    static Optional<WrittenNumber> of(String text) {
        return new Reading(text.strip()).number();
    }

    boolean isWithin() {
        return NumberBounds.isWithin(digits, scale);
    }

    /** A single pass over the text. */
    private static final class Reading {

        private final String text;
        private int at;
        private int given;
        private long significant;

        Reading(String text) {
            this.text = text;
        }

        Optional<WrittenNumber> number() {
            sign();
            digits();
            long fraction = 0;
            if (is('.')) {
                at++;
                int before = given;
                digits();
                fraction = given - before;
            }
            if (given == 0) {
                return Optional.empty();
            }
            long exponent = 0;
            if (is('e') || is('E')) {
                at++;
                boolean negative = sign();
                if (at >= text.length()) {
                    return Optional.empty();
                }
                exponent = negative ? -exponent() : exponent();
            }
            return at < text.length()
                    ? Optional.empty()
                    : Optional.of(new WrittenNumber(Math.max(1, significant), fraction - exponent));
        }

        private boolean is(char wanted) {
            return at < text.length() && text.charAt(at) == wanted;
        }

        /** Skips a sign; true if it is a minus. */
        private boolean sign() {
            boolean negative = is('-');
            if (negative || is('+')) {
                at++;
            }
            return negative;
        }

        private void digits() {
            for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
                given++;
                if (significant > 0 || Character.digit(text.charAt(at), 10) > 0) {
                    significant++;
                }
            }
        }

        private long exponent() {
            long exponent = 0;
            for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
                exponent = Math.min(LARGE, exponent * 10 + Character.digit(text.charAt(at), 10));
            }
            return exponent;
        }
    }
}
