package org.platelink.platform.hapi.search.text;

/** Escapes a text for SQL's {@code like}, so that all of its characters match literally. */
final class LiteralPattern {

    static final String ANYTHING = "%";

    private LiteralPattern() {}

    static String of(String text) {
        return beforePercents(text).replace("%", "\\%");
    }

    /** The same without the percent signs, for where HAPI escapes those afterwards. */
    static String beforePercents(String text) {
        return text.replace("\\", "\\\\").replace("_", "\\_");
    }
}
