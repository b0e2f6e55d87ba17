package org.platelink.analytics.view.path;

/**
 * Token of an expression.
 *
 * @param kind what it is
 * @param text its text: of a string what is between the quotes, with escapes resolved
 * @param at the position at which it begins, counted from 1
 */
record Token(Kind kind, String text, int at) {

    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        TEMPORAL,
        VARIABLE,
        SPECIAL,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is this name, which is an operator where one may stand. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
