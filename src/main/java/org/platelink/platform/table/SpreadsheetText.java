package org.platelink.platform.table;

/**
 * Text in a CSV file as a spreadsheet shows it and does not execute it. A text that a spreadsheet would take for a
 * formula is prefixed with an apostrophe, as OWASP advises: one that begins with {@code = + - @}, with one of their
 * full-width forms, a tab, a carriage return or a line feed. Numbers are never changed; they are no text.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
 */
public final class SpreadsheetText {

    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private static final char GUARD = '\'';

    private SpreadsheetText() {}

    /** The text as it stands in the file. */
    public static String guarded(String text) {
        return isFormula(text) ? GUARD + text : text;
    }

    /** The text that {@link #guarded} was given. */
    public static String plain(String guarded) {
        return !guarded.isEmpty() && guarded.charAt(0) == GUARD && isFormula(guarded.substring(1))
                ? guarded.substring(1)
                : guarded;
    }

    /** Also behind apostrophes of its own, so that {@link #plain} takes away none that was sent. */
    private static boolean isFormula(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == GUARD) {
            start++;
        }
        return start < text.length() && FORMULA_STARTS.indexOf(text.charAt(start)) >= 0;
    }
}
