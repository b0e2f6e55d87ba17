package org.platelink.analytics.view.path;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text what it says: of a string what is between the quotes, escapes resolved
 * @param at where it begins, counted from 1
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

    /** Whether it is a word that is an operator where one may stand. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
