package org.platelink.hl7v2;

/**
 * A line of a batch.
 *
 * @param start where its bytes begin
 * @param text its bytes as ISO 8859-1
 */
record BatchLine(int start, String text) {

    /** Of the segments between which messages stand, their name; empty for any other line. */
    String name() {
        boolean named = text.matches("(FHS|BHS|MSH|BTS|FTS)([^A-Za-z0-9].*)?");
        return named ? text.substring(0, 3) : "";
    }

    boolean isHeaderOfBatch() {
        return name().equals("FHS") || name().equals("BHS");
    }
}
