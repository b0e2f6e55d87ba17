package org.platelink.platform.search.text;

/** A text as a pattern of SQL's {@code like}, in which all of its characters mean themselves. */
final class LiteralPattern {

    static final String ANYTHING = "%";

    private LiteralPattern() {}

    static String of(String text) {
        return beforePercents(text).replace("%", "\\%");
    }

    /** The same for where HAPI makes the percent signs mean themselves afterwards. */
    static String beforePercents(String text) {
        return text.replace("\\", "\\\\").replace("_", "\\_");
    }
}
