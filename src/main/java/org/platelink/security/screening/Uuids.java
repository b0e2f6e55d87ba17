package org.platelink.security.screening;

import java.util.regex.Pattern;

/**
 * Removes UUIDs that are made from random numbers, time or a digest before a text is screened. Their digits identify
 * nobody: that they look like a telephone number or a medical record number is chance, and would refuse one message
 * of many for no reason that its sender could fix.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562">RFC 9562, versions 1, 3, 4, 5, 6 and 7</a>; 2 carries a
 *     user's number and 8 what its maker likes, so these are read like any text
 */
final class Uuids {

    private static final int LENGTH = 36;

    private static final Pattern OF_CHANCE = Pattern.compile(
            "(?<![\\w-])[0-9a-f]{8}-[0-9a-f]{4}-[134567][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![\\w-])",
            Pattern.CASE_INSENSITIVE);

    private Uuids() {}

    /** The text without such UUIDs. The texts before and after one stay separated. */
    static String leftOut(String text) {
        return text.length() < LENGTH || text.indexOf('-') < 0
                ? text
                : OF_CHANCE.matcher(text).replaceAll("\u0000");
    }
}
