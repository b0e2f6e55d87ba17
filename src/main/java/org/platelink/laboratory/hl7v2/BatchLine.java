package org.platelink.laboratory.hl7v2;

import java.util.regex.Pattern;

/**
 * One line of a batch.
 *
 * @param start the offset of its first byte
 * @param text its bytes as ISO 8859-1
 */
record BatchLine(int start, String text) {

    private static final Pattern NAMED = Pattern.compile("(FHS|BHS|MSH|BTS|FTS)(?![A-Za-z0-9])");

    /** The segment name if the line is FHS, BHS, MSH, BTS or FTS; empty for any other line. */
    String name() {
        boolean named = NAMED.matcher(text).lookingAt();
        return named ? text.substring(0, 3) : "";
    }

    boolean isHeaderOfBatch() {
        return name().equals("FHS") || name().equals("BHS");
    }
}
