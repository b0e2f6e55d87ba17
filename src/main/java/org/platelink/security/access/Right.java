package org.platelink.security.access;

/** What a scope can grant on a type, in the order in which SMART writes it. */
public enum Right {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
