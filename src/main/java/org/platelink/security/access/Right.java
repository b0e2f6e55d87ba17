package org.platelink.security.access;

/** A permission that a SMART scope grants on a type, in the order of the specification ({@code cruds}). */
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
